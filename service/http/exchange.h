// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/http.h"
#include "service/http/address.h"
#include "service/http/connection_table.h"
#include "service/http/handler_pool.h"
#include "service/http/server.h"
#include "service/http/socket.h"

namespace headwater::http {

/// ServerStats while they are counted.
struct Counters {
  std::atomic<uint64_t> connections{0};
  std::atomic<uint64_t> requests{0};
  std::atomic<uint64_t> refused{0};
  std::atomic<uint64_t> expired{0};
  std::atomic<uint64_t> shed{0};
  std::atomic<uint64_t> open{0};
};

/// What the parts of a listener know of each other; all of it outlives them.
struct ListenerParts {
  const ListenerOptions& options;
  const std::vector<Network>& proxies;
  HttpHandler& handler;
  HandlerPool& pool;
  const Wakeup& wakeup;
  Counters& counters;
};

/// Requests in, answers out, on all connections of a listener. The I/O thread's.
///
/// Whatever takes a Connection& may close it, which ends the reference: it is the last thing its
/// caller does with the connection.
class Exchange {
 public:
  Exchange(const ListenerParts& parts, Poller poller);

  ConnectionTable& table() { return table_; }
  Poller& poller() { return poller_; }
  SteadyTime now() const { return now_; }
  void SetNow(SteadyTime now) { now_ = now; }
  SteadyTime next_deadline() const { return next_deadline_; }

  void Open(Descriptor socket, const Address& source, bool is_proxy);
  /// What epoll says of a connection.
  void OnEvents(Connection& connection, uint32_t events);
  /// Sends what the handlers have answered.
  void SendAnswers();
  void CloseExpired();
  /// From now on each connection closes when it has nothing more to answer.
  void BeginDrain();
  void Close(Connection& connection);

 private:
  void Read(Connection& connection);
  void Consume(Connection& connection, std::string_view bytes);
  /// These two are false when the request was answered instead.
  bool OnHead(Connection& connection);
  bool OnBody(Connection& connection, size_t bytes);
  void OnRequest(Connection& connection);
  void OnEnd(Connection& connection);
  Address PeerOf(const Connection& connection) const;
  bool SendContinue(Connection& connection);

  /// Answers without a handler, and closes.
  void Refuse(Connection& connection, const HttpResponse& response);
  void Write(Connection& connection);
  void OnWritten(Connection& connection);
  void Enter(Connection& connection, Connection::Phase phase, std::chrono::milliseconds at_most);
  void Watch(Connection& connection, uint32_t events);

  ListenerParts parts_;
  Poller poller_;
  ConnectionTable table_;
  std::vector<char> buffer_;
  SteadyTime now_{};
  SteadyTime next_deadline_ = SteadyTime::max();  ///< Of any connection, or earlier.
  size_t body_bytes_ = 0;                         ///< Of all connections.
  bool is_draining_ = false;
};

}  // namespace headwater::http
