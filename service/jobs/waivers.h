// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/result.h"
#include "headwater/waiver.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/judge.h"

/// \file
/// Waivers in a judgement of the service: which are in force, what they change, and when they end.

namespace headwater::jobs {

/// More of one project than this are not looked at: a judgement is "could not check" then.
inline constexpr size_t kMaxWaiversInForce = 20'000;

/// Those that may count for this mailbox on the request's day. None without a register.
/// kContent: there are more than kMaxWaiversInForce.
Result<std::vector<Waiver>> WaiversFor(WaiverBook* book, const MailboxKey& key,
                                       const EvaluateRequest& request);

/// A key under which a judgement with these waivers is another one than with others. The key
/// itself without any.
std::string KeyWithWaivers(const std::string& key, const std::vector<Waiver>& waivers);

/// What they let pass, in the judgement's answer: no thread asks for what is waived.
void LetPass(const MailboxKey& key, Judgement& judgement);

/// Ends are announced so long before.
inline constexpr std::chrono::days kEndAnnounced{14};

/// Those of the judgement that end within kEndAnnounced, the first one first; an entry of the file
/// by its own end.
std::vector<Waiver> EndingSoon(const Judgement& judgement);

/// Sees to it that waivers end: looks for those whose last day is over, now and then. An end is
/// for ever, so a wall clock that has jumped decides none: what it shows has to hold for a whole
/// kWaiverSweep beside the clock that never jumps. Not thread-safe: of one thread.
class WaiverSweep {
 public:
  WaiverSweep(WaiverBook* book, Mailboxes& mailboxes, const Clock& clock)
      : book_(book), mailboxes_(mailboxes), clock_(clock) {}

  /// Whether anything ended. Asks the register at most once in kWaiverSweep.
  Result<bool> Run();

 private:
  /// Has the default branches of projects whose waivers end soon looked at, a few at a time and
  /// each once a day.
  Result<bool> Announce(std::chrono::sys_days today);

  WaiverBook* book_;
  Mailboxes& mailboxes_;
  const Clock& clock_;
  std::chrono::sys_days announced_on_{};
  ProjectId announced_{};  ///< Up to this one on that day.
  SteadyTime last_{};
  WallTime last_wall_{};
  bool has_looked_ = false;
};

/// How far apart the two clocks may run in that time: leap seconds, and a clock that is being set
/// right slowly (adjtimex(2): at most 500 ppm).
inline constexpr std::chrono::seconds kClockSlack{60};

/// So long after midnight (UTC) at most nobody knows that a waiver has ended, but for those who
/// push. Ends are days, not hours.
inline constexpr std::chrono::minutes kWaiverSweep{10};
/// Ended in one transaction: others wait for it.
inline constexpr size_t kEndedAtOnce = 500;
/// Projects looked at in one sweep because of waivers that end soon.
inline constexpr size_t kAnnouncedAtOnce = 50;

}  // namespace headwater::jobs
