// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/forge/http.h"

/// \file
/// A double of GitLab CE 18: its REST API, webhooks and git over HTTP, as far as Headwater uses
/// them, with knobs for everything that can go wrong. README.md lists the control calls.

namespace headwater::forge_double {

/// The whole double without a socket. Thread-safe.
class Forge {
 public:
  /// Repositories live below `root`, which must exist.
  explicit Forge(const std::filesystem::path& root);
  ~Forge();
  Forge(const Forge&) = delete;
  Forge& operator=(const Forge&) = delete;

  /// What links and webhooks call the instance; without a slash at its end.
  void SetUrl(const std::string& url);
  /// Answers any request: /api/v4, git, /_control, /_hostile.
  Response Handle(const Request& request);
  /// For the control calls: the answer's body; `json` may be empty.
  std::string Control(const std::string& method, const std::string& target,
                      const std::string& json = "");
  /// Waits until nothing is delayed or on its way; false after `patience` milliseconds.
  bool Settle(Millis patience);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The double on 127.0.0.1.
class Server {
 public:
  /// `port` 0: a free one. `external_url` empty: its own address.
  Server(const std::filesystem::path& root, int port, const std::string& external_url);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// False: the port is taken.
  bool ok() const { return port_ > 0; }
  int port() const { return port_; }
  /// "http://127.0.0.1:PORT"
  std::string url() const;
  Forge& forge() { return forge_; }

 private:
  Forge forge_;
  std::unique_ptr<class Listener> listener_;
  int port_ = -1;
};

}  // namespace headwater::forge_double
