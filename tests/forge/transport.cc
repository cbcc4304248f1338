// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/transport.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <utility>

namespace headwater::forge_double {
namespace {

// Connections served at once; each kept-alive one occupies a thread.
constexpr size_t kThreads = 64;
// A client must go on sending, and a kept-alive connection is closed, after this long.
constexpr int kPatienceMillis = 20000;
constexpr int kKeepAliveMillis = 5000;
constexpr int kStopCheckMillis = 50;

/// A connection's bytes. Once cut, nothing more is written.
class SocketStream : public httplib::Stream {
 public:
  explicit SocketStream(socket_t socket) : socket_(socket) {}

  void Cut() { cut_ = true; }
  bool cut() const { return cut_; }
  bool WaitFor(short events, int millis) const {
    pollfd wanted{.fd = socket_, .events = events, .revents = 0};
    return poll(&wanted, 1, millis) > 0;
  }

  bool is_readable() const override { return WaitFor(POLLIN, kPatienceMillis); }
  bool is_writable() const override { return !cut_ && WaitFor(POLLOUT, kPatienceMillis); }
  ssize_t read(char* bytes, size_t size) override {
    if (begin_ == end_) {
      if (!is_readable()) return -1;
      const ssize_t got = recv(socket_, buffer_.data(), buffer_.size(), 0);
      if (got <= 0) return got;
      begin_ = 0;
      end_ = static_cast<size_t>(got);
    }
    const size_t count = std::min(size, end_ - begin_);
    std::copy_n(buffer_.data() + begin_, count, bytes);
    begin_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, size_t size) override {
    if (!is_writable()) return -1;
    return send(socket_, bytes, size, MSG_NOSIGNAL);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = "127.0.0.1";
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    get_remote_ip_and_port(ip, port);
  }
  socket_t socket() const override { return socket_; }
  bool HasUnread() const { return begin_ < end_; }

 private:
  socket_t socket_;
  bool cut_ = false;
  std::string buffer_ = std::string(16384, '\0');
  size_t begin_ = 0;
  size_t end_ = 0;
};

thread_local SocketStream* current_stream = nullptr;

/// httplib's server, but for a stream of ours that can cut a connection without a byte.
class CuttingServer : public httplib::Server {
 public:
  std::atomic<bool> stopping = false;

 private:
  bool process_and_close_socket(socket_t socket) override {
    SocketStream stream(socket);
    current_stream = &stream;
    bool open = true;
    while (open && WaitForRequest(stream)) {
      bool closed = false;
      open = process_request(stream, false, closed, nullptr) && !closed && !stream.cut();
    }
    current_stream = nullptr;
    shutdown(socket, SHUT_RDWR);
    close(socket);
    return open;
  }

  bool WaitForRequest(const SocketStream& stream) const {
    if (stream.HasUnread()) return true;
    for (int waited = 0; waited < kKeepAliveMillis && !stopping; waited += kStopCheckMillis) {
      if (stream.WaitFor(POLLIN, kStopCheckMillis)) return true;
    }
    return false;
  }
};

bool IsPack(const std::string& target) {
  const std::string_view path = SplitTarget(target).first;
  return path.ends_with("/git-upload-pack") || path.ends_with("/git-receive-pack");
}

Request Translate(const httplib::Request& in) {
  Request out{.method = in.method, .target = in.target};
  for (const auto& [name, value] : in.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    out.headers[lower] = value;
  }
  // httplib has unpacked the body, so git must not do it again.
  out.headers.erase("content-encoding");
  return out;
}

void Send(Response answer, httplib::Response& out) {
  if (answer.cut) {
    current_stream->Cut();
    return;
  }
  out.status = answer.status;
  for (const auto& [name, value] : answer.headers) out.set_header(name, value);
  if (!answer.stream) {
    out.set_content(answer.body, answer.content_type);
    return;
  }
  out.set_chunked_content_provider(
      answer.content_type, [stream = std::move(answer.stream)](size_t, httplib::DataSink& sink) {
        const bool whole = stream([&](std::string_view piece) {
          return piece.empty() || sink.write(piece.data(), piece.size());
        });
        if (whole) sink.done();
        return whole;
      });
}

/// A new file's name, or empty.
std::string SpoolFile(const std::string& folder) {
  std::string name = folder + "/body-XXXXXX";
  const int fd = mkstemp(name.data());
  if (fd < 0) return "";
  close(fd);
  return name;
}

}  // namespace

struct Listener::Body {
  CuttingServer server;
  std::jthread thread;

  void Serve(const std::string& spool, const Handler& handler);
};

void Listener::Body::Serve(const std::string& spool, const Handler& handler) {
  const auto plain = [handler](const httplib::Request& in, httplib::Response& out) {
    Send(handler(Translate(in)), out);
  };
  const auto with_body = [handler, spool](const httplib::Request& in, httplib::Response& out,
                                          const httplib::ContentReader& read) {
    Request request = Translate(in);
    std::ofstream file;
    if (IsPack(request.target)) {
      request.spooled = std::make_shared<const SpooledBody>(SpoolFile(spool));
      file.open(request.spooled->path, std::ios::binary);
    }
    read([&](const char* bytes, size_t size) {
      if (file.is_open()) file.write(bytes, static_cast<std::streamsize>(size));
      if (!file.is_open()) request.body.append(bytes, size);
      return true;
    });
    file.close();
    Send(handler(request), out);
  };
  server.Get(".*", plain);
  server.Options(".*", plain);
  server.Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body);
  server.Delete(".*", with_body);
}

Listener::Listener() : body_(std::make_unique<Body>()) {
  // httplib writes head and body apart; without this a kept-alive client waits 40 ms for the body.
  body_->server.set_tcp_nodelay(true);
  body_->server.new_task_queue = [] {
    return new httplib::ThreadPool(kThreads);  // NOLINT(cppcoreguidelines-owning-memory)
  };
}

Listener::~Listener() { Stop(); }

int Listener::Start(int port, const std::string& spool, const Handler& handler) {
  body_->Serve(spool, handler);
  httplib::Server& server = body_->server;
  const int bound = port == 0 ? server.bind_to_any_port("127.0.0.1")
                              : (server.bind_to_port("127.0.0.1", port) ? port : -1);
  if (bound < 0) return -1;
  body_->thread = std::jthread([&server] { server.listen_after_bind(); });
  return bound;
}

void Listener::Stop() {
  body_->server.stopping = true;
  if (!body_->thread.joinable()) return;
  // A stop before the listening has begun would be lost.
  while (!body_->server.is_running()) std::this_thread::yield();
  body_->server.stop();
  body_->thread.join();
}

PostResult PostJson(const std::string& url, const Fields& headers, const std::string& body,
                    Millis timeout, bool verify_tls) {
  const size_t host = url.find("://");
  if (host == std::string::npos) return {0, "not a URL"};
  const size_t path = std::min(url.find('/', host + 3), url.size());
  httplib::Client client(url.substr(0, path));
  if (!client.is_valid()) return {0, "not a URL"};
  const std::chrono::milliseconds patience(timeout);
  client.set_connection_timeout(patience);
  client.set_read_timeout(patience);
  client.set_write_timeout(patience);
  client.set_tcp_nodelay(true);
  client.enable_server_certificate_verification(verify_tls);
  httplib::Headers sent;
  for (const auto& [name, value] : headers) sent.emplace(name, value);
  const httplib::Result result = client.Post(
      path < url.size() ? url.substr(path) : std::string("/"), sent, body, "application/json");
  if (!result) return {0, httplib::to_string(result.error())};
  return {result->status, ""};
}

}  // namespace headwater::forge_double
