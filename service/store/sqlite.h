// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "headwater/handle.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Private to service/store: the only header that shows SQLite.

namespace headwater::store {

/// What is bound to a parameter: NULL, a number, or bytes (always a BLOB, never TEXT: names and
/// branches are whatever bytes strangers chose).
using Value = std::variant<std::nullptr_t, int64_t, std::string_view>;

/// kTransient for what may pass (locked, disk full, I/O error, no memory), kInternal for the rest.
Error LastError(sqlite3* connection, std::string_view doing);

/// Ends one use of a statement, so that it can be used again.
void Rewind(sqlite3_stmt* statement);

/// One run of a prepared statement. Ends with the object. Columns count from 0.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : statement_(statement) {}

  /// Goes to the next row; false: there is none.
  Result<bool> Next();
  int64_t Number(int column) const;
  std::string Bytes(int column) const;
  bool IsNull(int column) const;

 private:
  Handle<sqlite3_stmt, Rewind> statement_;
};

enum class Access { kReadWrite, kReadOnly };

/// One connection with its prepared statements. Used by one thread at a time.
class Connection {
 public:
  /// Opens a file that exists. `vfs`: SQLite's name of a file system; empty: the usual one.
  static Result<Connection> Open(const std::filesystem::path& file, const std::string& vfs,
                                 Access access);

  /// Runs a statement that gives rows. While the Query lives, the same statement must not be used
  /// again.
  Result<Query> Ask(Literal sql, std::initializer_list<Value> values = {});
  /// Runs a statement to its end; how many rows it changed.
  Result<uint64_t> Run(Literal sql, std::initializer_list<Value> values = {});
  /// Carries the write-ahead log over to the database when it has this many pages.
  Status CheckpointAfter(int pages);
  /// Runs several statements that have no parameters.
  Status Script(Literal sql);

  /// False when an error has undone the transaction that was open.
  bool in_transaction() const;
  /// Rows changed since the connection was opened.
  int64_t changed_rows() const;
  /// Whether the last call failed because the file is damaged, or no database.
  bool is_damaged() const;

 private:
  explicit Connection(Handle<sqlite3, sqlite3_close_v2> database)
      : database_(std::move(database)) {}
  Status Configure(Access access);

  Handle<sqlite3, sqlite3_close_v2> database_;
  /// By the address of their text: every text is a constant.
  std::unordered_map<const char*, Handle<sqlite3_stmt, sqlite3_finalize>> statements_;
};

/// The number that a question without parameters is answered with; kInternal: with nothing.
Result<int64_t> NumberOf(Connection& connection, Literal question);

/// Readers and a writer do not wait for each other from now on (https://www.sqlite.org/wal.html).
/// kInternal where the file system cannot do that.
Status SwitchToLog(Connection& connection);

}  // namespace headwater::store
