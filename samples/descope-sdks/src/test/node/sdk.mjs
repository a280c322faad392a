// SPDX-License-Identifier: Apache-2.0
// Drives the SDK for Node: one call a line in, one result a line out, both JSON. A client lives as long as this process, and
// with it the keys that it has fetched.
import { createInterface } from 'node:readline';
import DescopeClient from '@descope/node-sdk';

const clients = new Map();

function client(config) {
  const name = JSON.stringify(config);
  if (!clients.has(name)) {
    clients.set(name, DescopeClient(config));
  }
  return clients.get(name);
}

const calls = {
  anonymous: (sdk, claims, tenant) => sdk.management.jwt.anonymous(claims, tenant),
  update: (sdk, jwt, claims) => sdk.management.jwt.update(jwt, claims),
  validateSession: (sdk, session) => sdk.validateSession(session),
  refreshSession: (sdk, refresh) => sdk.refreshSession(refresh),
  validateAndRefreshSession: (sdk, session, refresh) => sdk.validateAndRefreshSession(session, refresh),
  validatePermissions: async (sdk, session, permissions) =>
    ({ granted: sdk.validatePermissions(await sdk.validateSession(session), permissions) }),
  me: (sdk, refresh) => sdk.me(refresh),
  selectTenant: (sdk, tenant, refresh) => sdk.selectTenant(tenant, refresh),
  logout: (sdk, refresh) => sdk.logout(refresh),
  logoutAll: (sdk, refresh) => sdk.logoutAll(refresh),
};

async function answer({ config, call, args }) {
  try {
    const { response, ...result } = await calls[call](client(config), ...args.map((arg) => arg ?? undefined));
    return result;
  } catch (error) {
    return { thrown: `${error.name}: ${error.message}` };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
