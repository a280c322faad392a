// SPDX-License-Identifier: Apache-2.0
/** What is compiled into the application for a server that has beans and Jakarta Security. */
package dev.guestpass.samples.containers.beans;
