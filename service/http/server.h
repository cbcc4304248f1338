// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "headwater/http.h"
#include "headwater/result.h"
#include "service/http/connection_table.h"
#include "service/http/request_head.h"

namespace headwater::http {

/// Each in total, whatever trickles in meanwhile.
struct Deadlines {
  std::chrono::milliseconds head{5'000};   ///< From the connection, or the request's first byte.
  std::chrono::milliseconds body{20'000};  ///< From the head's end.
  std::chrono::milliseconds idle{30'000};  ///< Between an answer and the next request.
  std::chrono::milliseconds write{20'000};
  /// Of throwing away what a refused sender still sends: closed at once, the answer could be lost.
  std::chrono::milliseconds linger{2'000};
};

struct ListenerOptions {
  std::string address = "127.0.0.1";  ///< Numeric; "::" takes IPv4 too.
  uint16_t port = 0;                  ///< 0: any free one.
  RequestLimits limits;
  Deadlines deadlines;
  ConnectionTable::Limits connections;
  size_t bodies_in_flight = size_t{64} << 20U;  ///< Bytes, of all connections; more gets 503.
  /// Addresses or networks ("10.0.0.0/8") whose word counts for who the sender is.
  std::vector<std::string> trusted_proxies;
  /// Where a trusted proxy writes it, as the last value: "X-Forwarded-For". Empty: nobody's counts.
  std::string proxy_header;
  /// Handlers at once. Threads that wait for a commit cost next to nothing, and a commit that
  /// serves many needs many to wait for it.
  size_t threads = 4;
};

/// Since the start.
struct ServerStats {
  uint64_t connections = 0;  ///< Accepted.
  uint64_t requests = 0;     ///< Given to a handler, Screen aside.
  uint64_t refused = 0;      ///< By us or by Screen, with an answer, before the body was read.
  uint64_t expired = 0;      ///< Closed or answered 408 by a deadline.
  uint64_t shed = 0;         ///< Closed to make room, or never let in for lack of it.
  uint64_t open = 0;         ///< Connections now.
};

/// One listener: a thread for all I/O, which nothing but the kernel holds up, and threads in which
/// handlers run. Speaks HTTP/1.1 as request_head.h has it, in clear: TLS ends before it.
///
/// One request at a time is read from a connection. A request whose sender already sent more is
/// answered and the connection closed, so no byte beyond an announced body becomes a request by
/// accident. Every answer given before the body was read closes too.
class Server {
 public:
  /// kInvalid for options that make no sense, kConflict when the port is taken. The handler must
  /// outlive the server.
  static Result<Server> Listen(const ListenerOptions& options, HttpHandler& handler);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  /// Stops at once, but waits for handlers that are running.
  ~Server();

  uint16_t port() const;
  /// Thread-safe.
  ServerStats Stats() const;

  /// Drains: lets in who already waits at the door, answers what is on its way, closes the rest.
  /// False when the time ran out and connections were cut; handlers may then still run.
  bool Stop(std::chrono::milliseconds at_most);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace headwater::http
