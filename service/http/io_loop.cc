// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/io_loop.h"

#include <algorithm>
#include <utility>

#include "headwater/log.h"

namespace headwater::http {
namespace {

// What epoll gives back; connections count up from 1.
constexpr uint64_t kListenerTag = ~uint64_t{0};
constexpr uint64_t kWakeupTag = kListenerTag - 1;

/// Let in at once, before those inside are served again.
constexpr int kAcceptedAtOnce = 64;
/// When a drain begins: as many as the kernel keeps waiting (kBacklog in socket.cc).
constexpr int kMostAtTheDoor = 1024;
/// When descriptors have run out and nobody can be sent away.
constexpr std::chrono::milliseconds kAcceptPause{100};
/// Between two looks at the clock when nothing is due. Everything due wakes the loop by itself.
constexpr std::chrono::milliseconds kLongestWait{60'000};

}  // namespace

IoLoop::IoLoop(const ListenerParts& parts, Descriptor listener, Poller poller)
    : parts_(parts), listener_(std::move(listener)), exchange_(parts, std::move(poller)) {}

Status IoLoop::Begin() {
  TRY(exchange_.poller().Add(parts_.wakeup.descriptor(), EPOLLIN, kWakeupTag));
  return exchange_.poller().Add(listener_, EPOLLIN, kListenerTag);
}

void IoLoop::Run() {
  exchange_.SetNow(SystemClock().Steady());
  while (!IsOver()) {
    const auto events = exchange_.poller().Wait(UntilNextDeadline());
    exchange_.SetNow(SystemClock().Steady());
    for (const epoll_event& event : events) OnEvent(event);
    exchange_.CloseExpired();
    if (exchange_.now() >= accept_again_) ResumeAccepting();
    if (drain_asked_ && !is_draining_) BeginDrain();
  }
  for (const uint64_t id : exchange_.table().Ids()) exchange_.Close(*exchange_.table().Find(id));
}

void IoLoop::Drain(SteadyTime until) {
  drain_until_ = until.time_since_epoch().count();
  drain_asked_ = true;
  parts_.wakeup.Signal();
}

bool IoLoop::IsOver() {
  if (!is_draining_) return false;
  drained_ = exchange_.table().size() == 0;
  return drained_ || exchange_.now() >= SteadyTime(SteadyTime::duration(drain_until_.load()));
}

std::chrono::milliseconds IoLoop::UntilNextDeadline() const {
  SteadyTime next = std::min(exchange_.next_deadline(), accept_again_);
  if (is_draining_) next = std::min(next, SteadyTime(SteadyTime::duration(drain_until_.load())));
  next = std::min(next, exchange_.now() + kLongestWait);
  return next - SystemClock().Steady();
}

void IoLoop::OnEvent(const epoll_event& event) {
  if (event.data.u64 == kListenerTag) return AcceptAll();
  if (event.data.u64 == kWakeupTag) {
    parts_.wakeup.Clear();
    return exchange_.SendAnswers();
  }
  // It may have been closed by an earlier event of the same round.
  Connection* connection = exchange_.table().Find(event.data.u64);
  if (connection != nullptr) exchange_.OnEvents(*connection, event.events);
}

void IoLoop::AcceptAll() {
  for (int i = 0; i < kAcceptedAtOnce; ++i) {
    if (!AcceptOne()) return;
  }
}

bool IoLoop::AcceptOne() {
  Accepted accepted = Accept(listener_);
  switch (accepted.outcome) {
    case Accepted::Outcome::kConnection:
      Admit(std::move(accepted));
      return true;
    case Accepted::Outcome::kNone:
      return false;
    case Accepted::Outcome::kNoDescriptors:
      break;
  }
  const auto victim = exchange_.table().Victim();
  if (victim) return Shed(*victim);
  PauseAccepting();
  return false;
}

void IoLoop::Admit(Accepted accepted) {
  const bool is_proxy =
      std::any_of(parts_.proxies.begin(), parts_.proxies.end(),
                  [&](const Network& network) { return network.Contains(accepted.source); });
  const auto admission = exchange_.table().Admit(accepted.source, is_proxy);
  if (admission.room == ConnectionTable::Room::kNone) {
    ++parts_.counters.shed;
    return;
  }
  if (admission.room == ConnectionTable::Room::kShed) Shed(admission.victim);
  exchange_.Open(std::move(accepted.socket), accepted.source, is_proxy);
}

bool IoLoop::Shed(uint64_t id) {
  ++parts_.counters.shed;
  exchange_.Close(*exchange_.table().Find(id));
  return true;
}

void IoLoop::PauseAccepting() {
  Log(LogLevel::kError, "no_file_descriptor_left");
  exchange_.poller().Change(listener_, 0, kListenerTag);
  accept_again_ = exchange_.now() + kAcceptPause;
}

void IoLoop::ResumeAccepting() {
  accept_again_ = SteadyTime::max();
  if (!is_draining_) exchange_.poller().Change(listener_, EPOLLIN, kListenerTag);
}

void IoLoop::BeginDrain() {
  is_draining_ = true;
  // Who is connected already does not know that we stop.
  for (int i = 0; i < kMostAtTheDoor && AcceptOne(); ++i) {
  }
  accept_again_ = SteadyTime::max();
  listener_ = Descriptor();
  exchange_.BeginDrain();
}

}  // namespace headwater::http
