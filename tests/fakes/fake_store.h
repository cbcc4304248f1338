// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/store.h"

/// \file
/// Stores that only write down what they were told: for tests of one job, which is given its claim.

namespace headwater::fakes {

class FakeMailboxes final : public Mailboxes {
 public:
  std::optional<Announcement> announced;
  std::optional<Publication> published;
  std::optional<std::chrono::milliseconds> retried;
  std::vector<MailboxKey> woken;
  std::vector<KnownSuggestion> suggestions;  ///< What is known.

  Result<std::optional<MailboxClaim>> Claim(Lane, std::chrono::milliseconds) override {
    return std::optional<MailboxClaim>();
  }
  Status Announce(const MailboxClaim&, const Announcement& announcement,
                  const StatusLine&) override {
    announced = announcement;
    return Ok{};
  }
  Status Publish(const MailboxClaim&, const Publication& publication, const StatusLine&) override {
    published = publication;
    return Ok{};
  }
  Status Retry(const MailboxClaim&, std::chrono::milliseconds delay) override {
    retried = delay;
    return Ok{};
  }
  Status HandBack(const MailboxClaim&) override { return Ok{}; }
  Result<std::vector<MailboxKey>> SettleOverdue(const StatusLine&) override {
    return std::vector<MailboxKey>();
  }
  Result<std::vector<KnownSuggestion>> Suggestions(const MailboxKey&) override {
    return suggestions;
  }
  Status WakeUp(const MailboxKey& key) override {
    woken.push_back(key);
    return Ok{};
  }
};

class FakeOutbox final : public Outbox {
 public:
  struct Postponed {
    std::string remembered;
    std::chrono::milliseconds delay{};
    bool keep_intent = false;
  };
  std::vector<std::string> intents;
  std::vector<AuditEvent> audited;
  std::optional<std::string> settled;  ///< What was remembered.
  std::optional<Postponed> postponed;
  std::vector<SlotKey> looked_again;
  bool content_changed = false;  ///< Intend then answers kConflict.

  Result<std::optional<SlotClaim>> ClaimSlot(std::chrono::milliseconds) override {
    return std::optional<SlotClaim>();
  }
  Status Intend(const SlotClaim&, std::string_view intent,
                const std::optional<AuditEvent>& because) override {
    if (content_changed) return Error{Errc::kConflict, "changed"};
    if (because) audited.push_back(*because);
    intents.emplace_back(intent);
    return Ok{};
  }
  Status Settle(const SlotClaim&, std::string_view remembered) override {
    settled = remembered;
    return Ok{};
  }
  Status Postpone(const SlotClaim&, std::string_view remembered, std::chrono::milliseconds delay,
                  bool keep_intent) override {
    postponed = Postponed{std::string(remembered), delay, keep_intent};
    return Ok{};
  }
  Status LookAgain(const SlotKey& key) override {
    looked_again.push_back(key);
    return Ok{};
  }
};

class FakeDecisions final : public Decisions {
 public:
  std::vector<Decision> all;  ///< Newest first.

  Result<std::optional<Decision>> Find(const DecisionId& id) override {
    for (const Decision& decision : all) {
      if (decision.id == id) return std::optional(decision);
    }
    return std::optional<Decision>();
  }
  Result<std::vector<Decision>> About(const MailboxKey& key, size_t limit) override {
    std::vector<Decision> found;
    for (const Decision& decision : all) {
      if (decision.about == key && found.size() < limit) found.push_back(decision);
    }
    return found;
  }
};

}  // namespace headwater::fakes
