// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <system_error>

namespace headwater::http {
namespace {

/// Connections the kernel keeps for us until we accept them; it may lower this to
/// net.core.somaxconn (4096 since Linux 5.4).
constexpr int kBacklog = 1024;
constexpr size_t kEventsAtOnce = 256;
constexpr size_t kV4Begin = 12;  // in Address

Error SystemError(const std::string& doing) {
  const int number = errno;
  return {number == EADDRINUSE ? Errc::kConflict : Errc::kInternal,
          doing + ": " + std::generic_category().message(number)};
}

/// An IPv4 or IPv6 socket address, as the kernel takes and gives it.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }

  static SocketAddress Of(const Address& address, uint16_t port) {
    SocketAddress made;
    if (address.IsV4()) {
      sockaddr_in v4{};
      v4.sin_family = AF_INET;
      v4.sin_port = htons(port);
      std::memcpy(&v4.sin_addr, &address.bytes[kV4Begin], sizeof v4.sin_addr);
      std::memcpy(&made.storage, &v4, sizeof v4);
      made.size = sizeof v4;
    } else {
      sockaddr_in6 v6{};
      v6.sin6_family = AF_INET6;
      v6.sin6_port = htons(port);
      std::memcpy(&v6.sin6_addr, address.bytes.data(), sizeof v6.sin6_addr);
      std::memcpy(&made.storage, &v6, sizeof v6);
      made.size = sizeof v6;
    }
    return made;
  }

  Address ToAddress() const {
    Address address;
    if (storage.ss_family == AF_INET) {
      sockaddr_in v4{};
      std::memcpy(&v4, &storage, sizeof v4);
      address.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
      std::memcpy(&address.bytes[kV4Begin], &v4.sin_addr, sizeof v4.sin_addr);
    } else {
      sockaddr_in6 v6{};
      std::memcpy(&v6, &storage, sizeof v6);
      std::memcpy(address.bytes.data(), &v6.sin6_addr, address.bytes.size());
    }
    return address;
  }

  uint16_t Port() const {
    sockaddr_in either{};  // the port stands at the same place in both
    std::memcpy(&either, &storage, sizeof either);
    return ntohs(either.sin_port);
  }
};

void SetOption(const Descriptor& socket, int level, int name, int value) {
  // Only speed depends on these: where one cannot be set, everything still works.
  (void)setsockopt(socket.number(), level, name, &value, sizeof value);
}

bool IsLack(int number) {
  return number == EMFILE || number == ENFILE || number == ENOBUFS || number == ENOMEM;
}

/// accept4 looks for a descriptor first, so it lacks one even when nobody is at the door.
bool SomebodyWaits(const Descriptor& listener) {
  pollfd waiting{listener.number(), POLLIN, 0};
  return poll(&waiting, 1, 0) == 1;
}

Transfer ToTransfer(ssize_t moved) {
  if (moved > 0) return {Transfer::Outcome::kMoved, static_cast<size_t>(moved)};
  const bool later = moved < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  return {later ? Transfer::Outcome::kWouldBlock : Transfer::Outcome::kEnded, 0};
}

}  // namespace

Result<Listening> ListenOn(const std::string& address, uint16_t port) {
  const auto parsed = Address::Parse(address);
  if (!parsed) return Error{Errc::kInvalid, '"' + address + "\" is no numeric address"};
  const std::string place = "listen on " + address + " port " + std::to_string(port);
  SocketAddress wanted = SocketAddress::Of(*parsed, port);
  Listening listening;
  listening.socket =
      Descriptor(socket(wanted.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!listening.socket.is_open()) return SystemError(place);
  SetOption(listening.socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if (!parsed->IsV4()) SetOption(listening.socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  const int number = listening.socket.number();
  if (bind(number, wanted.get(), wanted.size) != 0) return SystemError(place);
  if (listen(number, kBacklog) != 0) return SystemError(place);
  SocketAddress bound;
  if (getsockname(number, bound.get(), &bound.size) != 0) return SystemError(place);
  listening.port = bound.Port();
  return listening;
}

Accepted Accept(const Descriptor& listener) {
  Accepted accepted;
  SocketAddress from;
  accepted.socket =
      Descriptor(accept4(listener.number(), from.get(), &from.size, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (accepted.socket.is_open()) {
    accepted.outcome = Accepted::Outcome::kConnection;
    accepted.source = from.ToAddress();
    // An answer is written as a whole, so there is nothing to wait for.
    SetOption(accepted.socket, IPPROTO_TCP, TCP_NODELAY, 1);
  } else if (IsLack(errno) && SomebodyWaits(listener)) {
    accepted.outcome = Accepted::Outcome::kNoDescriptors;
  }
  return accepted;
}

Transfer Receive(const Descriptor& socket, std::span<char> into) {
  return ToTransfer(recv(socket.number(), into.data(), into.size(), 0));
}

Transfer Send(const Descriptor& socket, std::string_view bytes) {
  return ToTransfer(send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

void EndSending(const Descriptor& socket) { (void)shutdown(socket.number(), SHUT_WR); }

Result<Wakeup> Wakeup::Create() {
  Descriptor event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!event.is_open()) return SystemError("eventfd");
  return Wakeup(std::move(event));
}

void Wakeup::Signal() const {
  const uint64_t one = 1;
  // Fails only when the counter is full, and then the other side is awake.
  (void)!write(event_.number(), &one, sizeof one);
}

void Wakeup::Clear() const {
  uint64_t count = 0;
  (void)!read(event_.number(), &count, sizeof count);
}

Poller::Poller(Descriptor epoll) : epoll_(std::move(epoll)), events_(kEventsAtOnce) {}

Result<Poller> Poller::Create() {
  Descriptor epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll.is_open()) return SystemError("epoll_create1");
  return Poller(std::move(epoll));
}

Status Poller::Add(const Descriptor& descriptor, uint32_t events, uint64_t tag) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = tag;
  if (epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor.number(), &event) == 0) return Ok{};
  return Error{Errc::kTransient, "epoll_ctl: " + std::generic_category().message(errno)};
}

void Poller::Change(const Descriptor& descriptor, uint32_t events, uint64_t tag) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = tag;
  (void)epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, descriptor.number(), &event);
}

void Poller::Remove(const Descriptor& descriptor) {
  (void)epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor.number(), nullptr);
}

std::span<const epoll_event> Poller::Wait(std::chrono::milliseconds at_most) {
  const auto timeout = std::clamp<int64_t>(at_most.count(), 0, INT_MAX);
  const int ready = epoll_wait(epoll_.number(), events_.data(), static_cast<int>(events_.size()),
                               static_cast<int>(timeout));
  return {events_.data(), static_cast<size_t>(std::max(ready, 0))};
}

}  // namespace headwater::http
