// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/guarded.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "headwater/store.h"

/// \file
/// Links to the pages of projects that not everybody may read: /decisions/ID/UNTIL-SIGNATURE.
/// Whoever has such a link has read it where only people read who may read the project.

namespace headwater::jobs {

enum class TicketState {
  kForged,   ///< None of ours, or about another decision.
  kExpired,  ///< Ours, and its time is over.
  kValid,
};

/// Signs with HMAC-SHA-256 (RFC 2104) over the decision's id and the end, by keys of its own that
/// are kept in a file which only the service may read. A key signs for kKeyAge; then a new one
/// does, and the old one counts until the last link it has signed is over. Thread-safe.
class PageLinks {
 public:
  static constexpr std::chrono::hours kKeyAge{90 * 24};

  /// Makes the file when it is absent. kInvalid: it is none of ours; kTransient: the disk refuses.
  static Result<std::unique_ptr<PageLinks>> Open(std::string file,
                                                 std::chrono::milliseconds lifetime,
                                                 const Clock& clock);

  /// "1798761600-5f3a...": the same for one decision whenever it is asked for, so that what is
  /// written on the forge need not be written again.
  std::string TicketFor(const DecisionId& id, WallTime decided_at);
  TicketState Check(const DecisionId& id, std::string_view ticket);
  /// Whether TicketFor gives one that has expired.
  bool IsOver(WallTime decided_at) const;

 private:
  struct Key {
    WallTime made{};
    Secret secret;
  };
  using Keys = std::vector<Key>;  ///< The oldest first.

  PageLinks(std::string file, std::chrono::milliseconds lifetime, const Clock& clock)
      : file_(std::move(file)), lifetime_(lifetime), clock_(clock) {}

  static Result<Keys> Read(std::string_view text);
  static std::string Rendered(const Keys& keys);
  Status Renew(Keys& keys) const;
  void DropOld(Keys& keys) const;
  std::chrono::sys_seconds EndOf(WallTime decided_at) const;

  const std::string file_;
  const std::chrono::milliseconds lifetime_;
  const Clock& clock_;
  Guarded<Keys> keys_;
};

}  // namespace headwater::jobs
