// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.SessionId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which key holds what. Sessions are spread over shards by their id. All keys of a shard have its name in braces, so a
 * cluster keeps them in one slot, and a session can be ended and the feed told of it by one script.
 *
 * @param prefix what all keys begin with, after the brace
 * @param shards how many there are
 */
record KeyLayout(String prefix, int shards) {

    String record(SessionId session) {
        return shard(shardOf(session)) + ":session:" + session.value();
    }

    /** The keys of a session's record and of the feed that is told when it ends. */
    List<String> recordAndFeed(SessionId session) {
        List<String> feed = feed(shardOf(session));
        return List.of(record(session), feed.get(0), feed.get(1));
    }

    /** The keys of one shard's feed: sessions by the moment they ended, and by the moment they may be forgotten. */
    List<String> feed(int shard) {
        return List.of(shard(shard) + ":ended", shard(shard) + ":ended-until");
    }

    /** The feeds of all shards. */
    List<List<String>> feeds() {
        return IntStream.range(0, shards).mapToObj(this::feed).toList();
    }

    /** The key of a verification's record, in whatever shard: one step touches one key alone. */
    String verification(String id) {
        return shard(shardOf(id)) + ":verification:" + id;
    }

    /** The receipts of an anonymous subject, which may be in another slot than its session. */
    String receiptsOfSubject(String subject) {
        return shard(shardOf(subject)) + ":subject:" + subject;
    }

    /** The receipts of an account. */
    String receiptsOfAccount(String accountId) {
        return shard(shardOf(accountId)) + ":account:" + accountId;
    }

    private int shardOf(SessionId session) {
        return shardOf(session.value());
    }

    private int shardOf(String text) {
        return Math.floorMod(text.hashCode(), shards);
    }

    private String shard(int number) {
        return "{" + prefix + number + "}";
    }
}
