// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "headwater/guarded.h"
#include "service/http/socket.h"

namespace headwater::http {

/// A server that answers with whatever bytes the test gives and keeps each connection open, in a
/// thread of its own, until the client ends it or the test wants it cut.
class ScriptedServer {
 public:
  struct Answer {
    std::string bytes;
    bool cuts = false;  ///< Closes after them.
  };
  using Script = std::function<Answer(const std::string& request)>;

  explicit ScriptedServer(Script script)
      : script_(std::move(script)),
        listening_(ListenOn("127.0.0.1", 0).value()),
        wakeup_(Wakeup::Create().value()),
        thread_([this](const std::stop_token& stop) { Run(stop); }) {}
  ~ScriptedServer() {
    thread_.request_stop();
    wakeup_.Signal();
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string Url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(listening_.port) + path;
  }
  /// Heads and bodies, as they came.
  std::vector<std::string> requests() {
    return requests_.With([](const std::vector<std::string>& requests) { return requests; });
  }

 private:
  void Run(const std::stop_token& stop) {
    std::vector<std::jthread> threads;
    while (Wait(listening_.socket, stop)) {
      Accepted accepted = Accept(listening_.socket);
      if (!accepted.socket.is_open()) continue;
      threads.emplace_back(
          [this, stop, socket = std::move(accepted.socket)] { Serve(socket, stop); });
    }
  }

  /// Until it is readable; false when the test is over.
  bool Wait(const Descriptor& socket, const std::stop_token& stop) const {
    std::array<pollfd, 2> waiting{
        {{socket.number(), POLLIN, 0}, {wakeup_.descriptor().number(), POLLIN, 0}}};
    poll(waiting.data(), waiting.size(), -1);
    return !stop.stop_requested();
  }

  void Serve(const Descriptor& socket, const std::stop_token& stop) {
    while (const auto request = Read(socket, stop)) {
      requests_.With([&](std::vector<std::string>& requests) { requests.push_back(*request); });
      const Answer answer = script_(*request);
      SendAll(socket, answer.bytes);
      if (answer.cuts) return;
    }
  }

  std::optional<std::string> Read(const Descriptor& socket, const std::stop_token& stop) const {
    std::string request;
    std::array<char, 4096> buffer{};
    while (Wait(socket, stop)) {
      const Transfer got = Receive(socket, buffer);
      if (got.outcome == Transfer::Outcome::kEnded) return std::nullopt;
      request.append(buffer.data(), got.bytes);
      const size_t end = request.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      const size_t length = request.find("Content-Length: ");
      const size_t body = length == std::string::npos ? 0 : std::stoul(request.substr(length + 16));
      if (request.size() >= end + 4 + body) return request;
    }
    return std::nullopt;
  }

  static void SendAll(const Descriptor& socket, std::string_view bytes) {
    while (!bytes.empty()) {
      pollfd waiting{socket.number(), POLLOUT, 0};
      poll(&waiting, 1, -1);
      const Transfer sent = Send(socket, bytes);
      if (sent.outcome == Transfer::Outcome::kEnded) return;
      bytes.remove_prefix(sent.bytes);
    }
  }

  Script script_;
  Guarded<std::vector<std::string>> requests_;
  Listening listening_;
  Wakeup wakeup_;
  std::jthread thread_;
};

}  // namespace headwater::http
