// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/guarded.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// Connections to one file, each used by one thread at a time; made when all are in use, and a few
/// are kept. Thread-safe.
class Connections {
 public:
  Connections(std::filesystem::path file, std::string vfs, Access access)
      : file_(std::move(file)), vfs_(std::move(vfs)), access_(access) {}

  /// A connection that answered with an error is closed, which undoes what it had begun.
  template <typename T>
  Result<T> Use(const std::function<Result<T>(Connection&)>& use) {
    Connection connection = TRY(Borrow());
    Result<T> answer = use(connection);
    if (answer.ok()) GiveBack(std::move(connection));
    return answer;
  }

 private:
  Result<Connection> Borrow();
  void GiveBack(Connection connection);

  const std::filesystem::path file_;
  const std::string vfs_;
  const Access access_;
  Guarded<std::vector<Connection>> idle_;
};

}  // namespace headwater::store
