// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/epoll.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/descriptor.h"
#include "headwater/result.h"
#include "service/http/address.h"

/// \file
/// The system calls of the server: non-blocking sockets, epoll(7), eventfd(2).

namespace headwater::http {

struct Listening {
  Descriptor socket;
  uint16_t port = 0;
};

/// `address` is numeric; "::" takes IPv4 too. Port 0 is any free one. kInvalid for an address that
/// is none, kConflict when it is taken, else kInternal.
Result<Listening> ListenOn(const std::string& address, uint16_t port);

struct Accepted {
  enum class Outcome {
    kConnection,
    kNone,           ///< Nobody waits, or who waited is gone.
    kNoDescriptors,  ///< EMFILE and the like: somebody waits and cannot be let in.
  };
  Outcome outcome = Outcome::kNone;
  Descriptor socket;
  Address source;
};
Accepted Accept(const Descriptor& listener);

struct Transfer {
  enum class Outcome {
    kMoved,       ///< `bytes` of them, at least one.
    kWouldBlock,  ///< Ask epoll.
    kEnded,       ///< The other side has finished, or the connection is broken.
  };
  Outcome outcome = Outcome::kEnded;
  size_t bytes = 0;
};
Transfer Receive(const Descriptor& socket, std::span<char> into);
Transfer Send(const Descriptor& socket, std::string_view bytes);

/// Says that nothing more will be sent.
void EndSending(const Descriptor& socket);

/// Wakes an epoll_wait from another thread.
class Wakeup {
 public:
  static Result<Wakeup> Create();
  /// Thread-safe.
  void Signal() const;
  void Clear() const;
  const Descriptor& descriptor() const { return event_; }

 private:
  explicit Wakeup(Descriptor event) : event_(std::move(event)) {}
  Descriptor event_;
};

/// epoll, level-triggered. One thread at a time.
class Poller {
 public:
  static Result<Poller> Create();
  /// `tag` is what Wait gives back. kTransient when the kernel has no room.
  Status Add(const Descriptor& descriptor, uint32_t events, uint64_t tag);
  void Change(const Descriptor& descriptor, uint32_t events, uint64_t tag);
  void Remove(const Descriptor& descriptor);
  /// Nothing when the time has passed.
  std::span<const epoll_event> Wait(std::chrono::milliseconds at_most);

 private:
  explicit Poller(Descriptor epoll);

  Descriptor epoll_;
  std::vector<epoll_event> events_;
};

}  // namespace headwater::http
