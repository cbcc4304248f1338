// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/server.h"

#include <thread>
#include <utility>

#include "headwater/clock.h"
#include "service/http/address.h"
#include "service/http/exchange.h"
#include "service/http/handler_pool.h"
#include "service/http/io_loop.h"
#include "service/http/socket.h"
#include "service/http/text.h"

namespace headwater::http {
namespace {

Result<std::vector<Network>> ParseProxies(const std::vector<std::string>& texts) {
  std::vector<Network> networks;
  for (const std::string& text : texts) {
    const auto network = Network::Parse(text);
    if (!network) return Error{Errc::kInvalid, '"' + text + "\" is no address or network"};
    networks.push_back(*network);
  }
  return networks;
}

Status CheckOptions(const ListenerOptions& options) {
  if (options.threads == 0 || options.connections.connections == 0) {
    return Error{Errc::kInvalid, "a listener needs a thread and a connection"};
  }
  if (!options.proxy_header.empty() && !IsToken(options.proxy_header)) {
    return Error{Errc::kInvalid, '"' + options.proxy_header + "\" is no name of a header"};
  }
  return Ok{};
}

}  // namespace

/// Stays at one place in memory: the parts refer to each other.
struct Server::State {
  State(const ListenerOptions& asked, std::vector<Network> networks, HttpHandler& handler,
        Wakeup woken)
      : options(asked),
        proxies(std::move(networks)),
        wakeup(std::move(woken)),
        pool(options.threads, handler, wakeup),
        parts{options, proxies, handler, pool, wakeup, counters} {}

  ListenerOptions options;
  std::vector<Network> proxies;
  Counters counters;
  Wakeup wakeup;
  HandlerPool pool;
  ListenerParts parts;
  uint16_t port = 0;
  std::unique_ptr<IoLoop> loop;
  std::jthread io;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Server::~Server() {
  if (state_) (void)Stop(std::chrono::milliseconds(0));
}

Result<Server> Server::Listen(const ListenerOptions& options, HttpHandler& handler) {
  TRY(CheckOptions(options));
  std::vector<Network> proxies = TRY(ParseProxies(options.trusted_proxies));
  Wakeup wakeup = TRY(Wakeup::Create());
  Poller poller = TRY(Poller::Create());
  Listening listening = TRY(ListenOn(options.address, options.port));
  auto state = std::make_unique<State>(options, std::move(proxies), handler, std::move(wakeup));
  state->port = listening.port;
  state->loop =
      std::make_unique<IoLoop>(state->parts, std::move(listening.socket), std::move(poller));
  TRY(state->loop->Begin());
  state->io = std::jthread([loop = state->loop.get()] { loop->Run(); });
  return Server(std::move(state));
}

uint16_t Server::port() const { return state_->port; }

ServerStats Server::Stats() const {
  const Counters& counters = state_->counters;
  return {.connections = counters.connections,
          .requests = counters.requests,
          .refused = counters.refused,
          .expired = counters.expired,
          .shed = counters.shed,
          .open = counters.open};
}

bool Server::Stop(std::chrono::milliseconds at_most) {
  if (state_->io.joinable()) {
    state_->loop->Drain(SystemClock().Steady() + at_most);
    state_->io.join();
  }
  return state_->loop->drained();
}

}  // namespace headwater::http
