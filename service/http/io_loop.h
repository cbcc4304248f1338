// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/epoll.h>

#include <atomic>
#include <chrono>
#include <cstdint>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "service/http/exchange.h"
#include "service/http/socket.h"

namespace headwater::http {

/// The I/O thread of a listener: waits for events, lets connections in, keeps deadlines.
class IoLoop {
 public:
  IoLoop(const ListenerParts& parts, Descriptor listener, Poller poller);

  /// Once, before Run.
  Status Begin();
  /// Returns when it was asked to drain and has, or the time for it is over.
  void Run();
  /// Thread-safe.
  void Drain(SteadyTime until);
  /// After Run: whether nothing was cut off.
  bool drained() const { return drained_; }

 private:
  bool IsOver();
  std::chrono::milliseconds UntilNextDeadline() const;
  void OnEvent(const epoll_event& event);
  void AcceptAll();
  /// False when accepting makes no sense any more for now.
  bool AcceptOne();
  void Admit(Accepted accepted);
  bool Shed(uint64_t id);
  void PauseAccepting();
  void ResumeAccepting();
  void BeginDrain();

  ListenerParts parts_;
  Descriptor listener_;
  Exchange exchange_;
  SteadyTime accept_again_ = SteadyTime::max();  ///< While accepting pauses.
  std::atomic<bool> drain_asked_{false};
  std::atomic<SteadyTime::rep> drain_until_{0};  ///< Milliseconds, set before drain_asked_.
  bool is_draining_ = false;
  bool drained_ = true;
};

}  // namespace headwater::http
