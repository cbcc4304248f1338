// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "headwater/clock.h"
#include "hooks/gitlab_webhook.h"
#include "service/http/server.h"
#include "service/store/sqlite_store.h"

/// \file
/// How many deliveries a second are taken, each on disk before it is answered; beside it, in the
/// same run, the same server whose inbox keeps nothing.
///
///     intake_bench FOLDER PAYLOAD SECONDS
///
/// FOLDER: on the disk to be measured. PAYLOAD: a delivery's body, filled up to 7.5 kB. Prints
/// `name value` lines.

namespace headwater {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr size_t kPayloadBytes = 7500;
constexpr int kConnections = 32;
constexpr size_t kHandlerThreads = 32;
constexpr int kPacedPerSecond = 200;

class NoSecret final : public SecretFile {
 public:
  Result<std::vector<Secret>> Read() const override { return std::vector{Secret("secret")}; }
};

class NoInbox final : public Inbox {
 public:
  Result<Recorded> Record(std::string_view, std::span<const Wake>) override {
    return Recorded::kNew;
  }
};

/// One keep-alive connection to 127.0.0.1. A failure ends the program: there is nothing to measure.
class Client {
 public:
  explicit Client(uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      std::perror("connect");
      std::exit(1);
    }
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { close(socket_); }

  /// Sends a request and reads its whole answer, which must be 200.
  void Call(const std::string& request) {
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      std::perror("send");
      std::exit(1);
    }
    std::string answer;
    char buffer[2048];
    for (;;) {
      const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      answer.append(buffer, static_cast<size_t>(got));
      const size_t head = answer.find("\r\n\r\n");
      const size_t length = answer.find("Content-Length: ");
      if (head == std::string::npos || length == std::string::npos) continue;
      const size_t body = std::strtoul(answer.c_str() + length + 16, nullptr, 10);
      if (answer.size() >= head + 4 + body) break;
    }
    if (!answer.starts_with("HTTP/1.1 200")) {
      std::fprintf(stderr, "answered: %s\n", answer.c_str());
      std::exit(1);
    }
  }

 private:
  int socket_;
};

class Requests {
 public:
  explicit Requests(std::string body) : body_(std::move(body)) {
    // JSON may be followed by blanks.
    body_.resize(std::max(body_.size(), kPayloadBytes), ' ');
  }
  /// Each with a key of its own, as GitLab sends them.
  std::string Next() {
    return "POST /hooks/gitlab HTTP/1.1\r\nHost: h\r\nX-Gitlab-Token: secret\r\n"
           "Content-Type: application/json\r\nIdempotency-Key: key-" +
           std::to_string(next_++) + "\r\nContent-Length: " + std::to_string(body_.size()) +
           "\r\n\r\n" + body_;
  }

 private:
  std::string body_;
  std::atomic<uint64_t> next_ = 0;
};

double Ms(SteadyClock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

double P99(std::vector<double> latencies) {
  std::sort(latencies.begin(), latencies.end());
  return latencies.empty() ? 0 : latencies[latencies.size() * 99 / 100];
}

/// Deliveries a second over kConnections, each sending one after the other.
double Throughput(uint16_t port, Requests& requests, std::chrono::seconds time) {
  std::atomic<uint64_t> done = 0;
  const auto end = SteadyClock::now() + time;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kConnections; ++i) {
      threads.emplace_back([&] {
        Client client(port);
        while (SteadyClock::now() < end) {
          client.Call(requests.Next());
          ++done;
        }
      });
    }
  }
  return static_cast<double>(done) / static_cast<double>(time.count());
}

/// The 99th percentile in milliseconds at kPacedPerSecond, each delivery on a connection of its
/// own.
double PacedP99(uint16_t port, Requests& requests, std::chrono::seconds time) {
  std::mutex mutex;
  std::vector<double> latencies;
  const auto start = SteadyClock::now();
  const int total = kPacedPerSecond * static_cast<int>(time.count());
  std::atomic<int> next = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kConnections; ++i) {
      threads.emplace_back([&] {
        for (int number = next++; number < total; number = next++) {
          const auto due = start + std::chrono::microseconds(1'000'000 / kPacedPerSecond) * number;
          std::this_thread::sleep_until(due);
          Client(port).Call(requests.Next());
          const std::lock_guard lock(mutex);
          latencies.push_back(Ms(SteadyClock::now() - due));
        }
      });
    }
  }
  return P99(latencies);
}

/// A server as `headwater serve` makes it, over this inbox.
class Intake {
 public:
  explicit Intake(Inbox& inbox)
      : webhook_({.secrets = {&secret_, nullptr},
                  .clock = SystemClock(),
                  .inbox = inbox,
                  .nudge = [] {},
                  .self = [] { return hooks::Self{}; },
                  .on_refused = {}}) {
    http::ListenerOptions options;
    options.threads = kHandlerThreads;
    Result<http::Server> server = http::Server::Listen(options, webhook_);
    if (!server.ok()) {
      std::fprintf(stderr, "%s\n", server.error().message.c_str());
      std::exit(1);
    }
    server_ = std::make_unique<http::Server>(std::move(server).value());
  }
  uint16_t port() const { return server_->port(); }

 private:
  NoSecret secret_;
  hooks::GitlabWebhook webhook_;
  std::unique_ptr<http::Server> server_;
};

int Run(const std::string& folder, const std::string& payload, std::chrono::seconds time) {
  std::ifstream file(payload, std::ios::binary);
  Requests requests(std::string(std::istreambuf_iterator<char>(file), {}));
  auto store = store::SqliteStore::Open({folder + "/bench.db", ""}, SystemClock());
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.error().message.c_str());
    return 1;
  }
  NoInbox nothing;
  double without = 0;
  {
    const Intake intake(nothing);
    (void)Throughput(intake.port(), requests, std::chrono::seconds(1));
    without = Throughput(intake.port(), requests, time);
  }
  const Intake intake(*store.value());
  const double durable = Throughput(intake.port(), requests, time);
  const double p99 = PacedP99(intake.port(), requests, time);
  std::printf(
      "without_store_per_second %.0f\ndurable_per_second %.0f\nratio %.2f\npaced_p99_ms %.1f\n",
      without, durable, durable / without, p99);
  return 0;
}

}  // namespace
}  // namespace headwater

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: intake_bench FOLDER PAYLOAD SECONDS\n");
    return 2;
  }
  return headwater::Run(argv[1], argv[2], std::chrono::seconds(std::atoi(argv[3])));
}
