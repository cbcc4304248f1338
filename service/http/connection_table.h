// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "headwater/clock.h"
#include "service/http/address.h"
#include "service/http/request_reader.h"
#include "service/http/response.h"
#include "service/http/socket.h"

namespace headwater::http {

struct Connection {
  enum class Phase {
    kReading,    ///< Of a request, or waiting for one.
    kHandling,   ///< A handler has the request. No deadline.
    kWriting,    ///< The answer.
    kLingering,  ///< All is sent; what still comes is thrown away until the other side ends.
  };

  Connection(Descriptor connected, const Address& from, const RequestLimits& limits)
      : socket(std::move(connected)), source(from), reader(limits) {}

  uint64_t id = 0;  ///< Given by the table.
  Descriptor socket;
  Address source;  ///< The socket's other end.
  bool is_proxy = false;
  bool is_authenticated = false;  ///< An earlier request on it was.
  RequestReader reader;
  AnswerForm form;  ///< Of the request that is being read or answered.
  Phase phase = Phase::kReading;
  bool is_kept = false;  ///< It has had an answer and waits for the next request.
  bool is_gone = false;  ///< The other side broke off while a handler had the request.
  SteadyTime since{};    ///< Begin of the waiting, the request or the phase: how slow it is.
  SteadyTime deadline = SteadyTime::max();
  uint32_t interest = 0;  ///< What epoll watches for.
  std::string answer;
  size_t sent = 0;         ///< Of `answer`.
  size_t thrown_away = 0;  ///< Bytes, while lingering.
  size_t body_bytes = 0;   ///< In memory for it, counted against all bodies in flight.

  bool IsIdle() const { return phase == Phase::kReading && !reader.has_begun(); }
};

/// The connections of one listener, and who has to go when there are too many. Pure; one thread.
///
/// A source that has never authenticated may hold a few connections only, and makes room for its
/// new ones by its own. When all are taken, idle ones go first, then the slowest of strangers. So
/// a flood costs the flood, and a genuine delivery, which takes milliseconds, is never the oldest.
class ConnectionTable {
 public:
  struct Limits {
    size_t connections = 1024;
    size_t per_source = 64;  ///< Strangers only; not for trusted proxies.
  };

  explicit ConnectionTable(const Limits& limits) : limits_(limits) {}

  enum class Room { kFree, kShed, kNone };
  struct Admission {
    Room room = Room::kFree;
    uint64_t victim = 0;  ///< To be removed first, when kShed.
  };
  Admission Admit(const Address& source, bool is_proxy) const;

  /// The reference holds until Remove.
  Connection& Add(Connection connection);
  Connection* Find(uint64_t id);
  void Remove(uint64_t id);
  void MarkAuthenticated(Connection& connection);

  /// Whoever may go, from anywhere.
  std::optional<uint64_t> Victim() const;
  /// Those whose deadline has passed, and the earliest deadline of the others.
  struct Expiry {
    std::vector<uint64_t> expired;
    SteadyTime next = SteadyTime::max();
  };
  Expiry FindExpired(SteadyTime now) const;

  std::vector<uint64_t> Ids() const;
  size_t size() const { return connections_.size(); }

 private:
  std::optional<uint64_t> VictimOf(const Address* source) const;
  bool IsKnown(const Connection& connection) const;
  /// The lower goes first; none for those that stay.
  std::optional<int> Rank(const Connection& connection) const;

  Limits limits_;
  uint64_t next_id_ = 1;
  std::unordered_map<uint64_t, Connection> connections_;
  std::unordered_map<Address, size_t, AddressHash> per_source_;
  std::unordered_set<Address, AddressHash> known_;  ///< Sources that have authenticated.
};

}  // namespace headwater::http
