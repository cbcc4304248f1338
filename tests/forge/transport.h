// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tests/forge/http.h"

/// \file
/// The double's only sockets: a server on 127.0.0.1 and the client that delivers webhooks.

namespace headwater::forge_double {

/// Hands every request to a handler, from many threads at once. A body that is a git pack is
/// spooled to a file of `spool`, every other is read whole.
class Listener {
 public:
  using Handler = std::function<Response(const Request&)>;

  Listener();
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Binds 127.0.0.1; `port` 0 takes a free one. The port, or -1. Answers once `handler` serves.
  int Start(int port, const std::string& spool, const Handler& handler);
  void Stop();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

struct PostResult {
  int status = 0;  ///< Zero: no answer.
  std::string error;
};

/// POSTs JSON and reads no more than the answer's head and body, `timeout` milliseconds at most
/// for each of connecting, sending and waiting.
PostResult PostJson(const std::string& url, const Fields& headers, const std::string& body,
                    Millis timeout, bool verify_tls);

}  // namespace headwater::forge_double
