// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_schema.h"

#include <charconv>
#include <string>

#include "headwater/secret.h"

namespace headwater::store {
namespace {

/// "HDWF" read as a big-endian number: says whose file it is.
/// https://www.sqlite.org/fileformat.html#application_id
constexpr int64_t kApplicationId = 1212438342;
/// To be raised with every change of the tables and of what stands in their bytes.
constexpr int64_t kVersion = 1;

/// Names and addresses are BLOBs, as everything that strangers chose. AUTOINCREMENT: a number is
/// never given twice.
constexpr Literal kTables = R"(
    PRAGMA application_id = 1212438342;

    CREATE TABLE project (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      name BLOB NOT NULL UNIQUE,
      url BLOB NOT NULL,
      copy BLOB NOT NULL,
      role INTEGER NOT NULL,
      parent BLOB NOT NULL,
      publiccode BLOB NOT NULL,
      fingerprint BLOB NOT NULL,
      tips BLOB NOT NULL,                  -- 20 bytes for each
      first_seen INTEGER NOT NULL,         -- seconds since 1970
      indexed INTEGER NOT NULL,
      keys BLOB NOT NULL                   -- a varint for each layer
    ) STRICT;

    CREATE TABLE sketch (
      project INTEGER PRIMARY KEY,
      content BLOB NOT NULL                -- fork_sketch.h
    ) STRICT;

    CREATE TABLE slot (
      number INTEGER PRIMARY KEY,
      keys BLOB NOT NULL                   -- fork_slot.h
    ) STRICT;

    -- Removed projects whose numbers still stand in slots.
    CREATE TABLE dead (
      project INTEGER PRIMARY KEY,
      swept INTEGER NOT NULL               -- 1: since the sweep under way has begun
    ) STRICT;

    CREATE TABLE state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      multiplier INTEGER NOT NULL,
      next_swept INTEGER NOT NULL          -- the slot a sweep goes on with; 0: none is under way
    ) STRICT;

    PRAGMA user_version = 1;
)";

int64_t RandomOddNumber() {
  constexpr int kHexadecimal = 16;
  const std::string digits = RandomHex(sizeof(uint64_t));
  uint64_t number = 0;
  (void)std::from_chars(digits.data(), digits.data() + digits.size(), number, kHexadecimal);
  return static_cast<int64_t>(number | 1U);
}

/// False: the database is empty.
Result<bool> IsOurs(Connection& connection) {
  const int64_t owner = TRY(NumberOf(connection, "PRAGMA application_id"));
  const int64_t version = TRY(NumberOf(connection, "PRAGMA user_version"));
  if (owner == kApplicationId && version == kVersion) return true;
  if (owner == kApplicationId) return Error{Errc::kContent, "another version has written it"};
  const int64_t things = TRY(NumberOf(connection, "SELECT count(*) FROM sqlite_schema"));
  if (owner == 0 && things == 0) return false;
  return Error{Errc::kContent, "it belongs to another program"};
}

Status MakeTables(Connection& connection) {
  TRY(SwitchToLog(connection));
  TRY(connection.Run("BEGIN IMMEDIATE"));
  // Another process may have been here meanwhile.
  if (!TRY(IsOurs(connection))) {
    TRY(connection.Script(kTables));
    TRY(connection.Run("INSERT INTO state VALUES (1, ?1, 0)", {RandomOddNumber()}));
  }
  TRY(connection.Run("COMMIT"));
  return Ok{};
}

}  // namespace

Result<uint64_t> PrepareForkTables(Connection& connection) {
  if (!TRY(IsOurs(connection))) TRY(MakeTables(connection));
  // NULL, which is 0, when there is none.
  const int64_t multiplier = TRY(NumberOf(connection, "SELECT max(multiplier) FROM state"));
  if (multiplier % 2 == 0) return Error{Errc::kContent, "it is damaged"};
  return static_cast<uint64_t>(multiplier);
}

}  // namespace headwater::store
