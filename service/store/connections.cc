// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/connections.h"

#include <optional>

namespace headwater::store {
namespace {

/// Each keeps up to 2 MiB of pages (SQLite's default cache_size).
constexpr size_t kMaxIdle = 4;

}  // namespace

Result<Connection> Connections::Borrow() {
  std::optional<Connection> idle = idle_.With([](std::vector<Connection>& connections) {
    std::optional<Connection> last;
    if (connections.empty()) return last;
    last = std::move(connections.back());
    connections.pop_back();
    return last;
  });
  if (idle) return std::move(*idle);
  return Connection::Open(file_, vfs_, access_);
}

void Connections::GiveBack(Connection connection) {
  idle_.With([&connection](std::vector<Connection>& connections) {
    if (connections.size() < kMaxIdle) connections.push_back(std::move(connection));
  });
}

}  // namespace headwater::store
