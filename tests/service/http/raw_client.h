// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/http/socket.h"

namespace headwater::http {

/// A client that sends whatever bytes it is given. Waits at most kPatience for anything.
class RawClient {
 public:
  static constexpr int kPatienceMs = 20'000;

  /// From another address of this machine where the server must tell senders apart.
  explicit RawClient(uint16_t port, const char* from = "127.0.0.1")
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in here = AddressOf(from, 0);
    sockaddr_in there = AddressOf("127.0.0.1", port);
    is_connected_ =
        bind(socket_.number(), reinterpret_cast<sockaddr*>(&here), sizeof here) == 0 &&
        connect(socket_.number(), reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
  }

  bool is_connected() const { return is_connected_; }

  bool Say(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  void EndSaying() { EndSending(socket_); }
  void HangUp() { socket_ = Descriptor(); }

  /// Everything until the server closes; none when it does not in time.
  std::optional<std::string> HearAll() {
    while (HearSome()) {
    }
    if (!is_over_) return std::nullopt;
    return std::exchange(heard_, {});
  }

  /// One answer with its body.
  std::string HearAnswer() {
    while (true) {
      const size_t head_end = heard_.find("\r\n\r\n");
      if (head_end != std::string::npos) {
        const size_t bytes = head_end + 4 + LengthIn(heard_.substr(0, head_end));
        if (heard_.size() >= bytes) {
          std::string answer = heard_.substr(0, bytes);
          heard_.erase(0, bytes);
          return answer;
        }
      }
      if (!HearSome()) return "nothing whole: " + heard_;
    }
  }

  static int StatusOf(std::string_view answer) {
    constexpr size_t kBegin = std::string_view("HTTP/1.1 ").size();
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(std::string(answer.substr(kBegin, 3))) : 0;
  }

 private:
  static sockaddr_in AddressOf(const char* text, uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, text, &address.sin_addr);
    return address;
  }

  static size_t LengthIn(const std::string& head) {
    const std::string name = "Content-Length: ";
    const size_t place = head.find(name);
    return place == std::string::npos ? 0 : std::stoul(head.substr(place + name.size()));
  }

  bool HearSome() {
    pollfd waiting{socket_.number(), POLLIN, 0};
    if (poll(&waiting, 1, kPatienceMs) <= 0) return false;
    char buffer[4096];
    const ssize_t got = recv(socket_.number(), buffer, sizeof buffer, 0);
    if (got <= 0) is_over_ = true;
    if (got > 0) heard_.append(buffer, static_cast<size_t>(got));
    return got > 0;
  }

  Descriptor socket_;
  bool is_connected_ = false;
  bool is_over_ = false;
  std::string heard_;
};

}  // namespace headwater::http
