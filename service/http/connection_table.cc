// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/connection_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace headwater::http {
namespace {

/// Genuine deliveries come from one or two addresses, people's browsers from some hundred. Beyond
/// this all are forgotten and become known again by their next request.
constexpr size_t kMaxKnownSources = 1024;

constexpr int kRankLingering = 0;
constexpr int kRankIdleStranger = 1;
constexpr int kRankSlowStranger = 2;
constexpr int kRankIdleKnown = 3;

}  // namespace

ConnectionTable::Admission ConnectionTable::Admit(const Address& source, bool is_proxy) const {
  const auto held = per_source_.find(source);
  const bool is_stranger = !is_proxy && !known_.contains(source);
  const bool too_many_of_source =
      is_stranger && held != per_source_.end() && held->second >= limits_.per_source;
  if (!too_many_of_source && size() < limits_.connections) return {};
  const auto victim = too_many_of_source ? VictimOf(&source) : Victim();
  if (!victim) return {Room::kNone, 0};
  return {Room::kShed, *victim};
}

Connection& ConnectionTable::Add(Connection connection) {
  ++per_source_[connection.source];
  connection.id = next_id_++;
  return connections_.emplace(connection.id, std::move(connection)).first->second;
}

Connection* ConnectionTable::Find(uint64_t id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

void ConnectionTable::Remove(uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  const auto held = per_source_.find(found->second.source);
  if (--held->second == 0) per_source_.erase(held);
  connections_.erase(found);
}

void ConnectionTable::MarkAuthenticated(Connection& connection) {
  connection.is_authenticated = true;
  if (connection.is_proxy) return;
  if (known_.size() >= kMaxKnownSources) known_.clear();
  known_.insert(connection.source);
}

std::optional<uint64_t> ConnectionTable::Victim() const { return VictimOf(nullptr); }

std::optional<uint64_t> ConnectionTable::VictimOf(const Address* source) const {
  std::optional<uint64_t> victim;
  std::tuple<int, SteadyTime, uint64_t> lowest;  // the older of two has the lower id
  for (const auto& [id, connection] : connections_) {
    if (source != nullptr && connection.source != *source) continue;
    const auto rank = Rank(connection);
    if (!rank) continue;
    const std::tuple place(*rank, connection.since, id);
    if (victim && place > lowest) continue;
    victim = id;
    lowest = place;
  }
  return victim;
}

bool ConnectionTable::IsKnown(const Connection& connection) const {
  return connection.is_authenticated ||
         (!connection.is_proxy && known_.contains(connection.source));
}

std::optional<int> ConnectionTable::Rank(const Connection& connection) const {
  if (connection.phase == Connection::Phase::kHandling) return std::nullopt;
  if (connection.phase == Connection::Phase::kLingering) return kRankLingering;
  const bool is_known = IsKnown(connection);
  if (connection.IsIdle()) return is_known ? kRankIdleKnown : kRankIdleStranger;
  if (is_known) return std::nullopt;
  return kRankSlowStranger;
}

ConnectionTable::Expiry ConnectionTable::FindExpired(SteadyTime now) const {
  Expiry expiry;
  for (const auto& [id, connection] : connections_) {
    if (connection.deadline <= now) {
      expiry.expired.push_back(id);
    } else {
      expiry.next = std::min(expiry.next, connection.deadline);
    }
  }
  return expiry;
}

std::vector<uint64_t> ConnectionTable::Ids() const {
  std::vector<uint64_t> ids;
  ids.reserve(connections_.size());
  for (const auto& [id, connection] : connections_) ids.push_back(id);
  return ids;
}

}  // namespace headwater::http
