// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "headwater/clock.h"
#include "headwater/command_queue.h"
#include "headwater/commanders.h"
#include "headwater/external_rule.h"
#include "headwater/forge.h"
#include "headwater/issues.h"
#include "headwater/line_threads.h"
#include "headwater/mirrors.h"
#include "headwater/pipeline_files.h"
#include "headwater/ratchet_book.h"
#include "headwater/rule.h"
#include "headwater/store.h"
#include "headwater/sweep.h"
#include "headwater/untrusted.h"
#include "headwater/upstream_keeper.h"
#include "headwater/url.h"
#include "headwater/waiver.h"
#include "service/jobs/caretaker.h"
#include "service/jobs/evaluator_pool.h"
#include "service/jobs/fork_radar.h"
#include "service/jobs/live_layers.h"
#include "service/jobs/page_links.h"
#include "service/jobs/reads_spool.h"

/// \file
/// What the jobs of the service work with, and what they were told.

namespace headwater {
class PolicyBook;
}  // namespace headwater

namespace headwater::jobs {

/// Upstreams move every day; what a copy of last week lacks may well be there.
inline constexpr std::chrono::hours kStaleAfter{7 * 24};

struct Settings {
  SafeUrl forge_url;
  std::optional<SafeUrl> pages_url;
  std::optional<SafeUrl> contact;
  Language language = Language::kGerman;
  std::string standard_policy{};       ///< "preset:strict".
  std::string standard_policy_hash{};  ///< Policy::hash of it.
  /// The platform's layers; nullptr: there are none, only the standard preset.
  std::shared_ptr<const LiveLayers> layers{};
  std::chrono::milliseconds note_delay{0};
  /// How long our own store, disk or forge may prevent a judgement before that is said.
  std::chrono::milliseconds patience{0};
  /// Then the status of a judgement of the same head and target stays as it was; else it fails.
  bool release_after_patience = true;
  /// How long a job that may make an SBOM is waited for, since the head was first seen.
  std::chrono::milliseconds pipeline_patience{0};
  /// A copy of an upstream that is older proves no absence.
  std::chrono::milliseconds stale_after{kStaleAfter};
  std::string artifact_folder{};        ///< Where downloads lie while they are judged.
  std::set<std::string> update_bots{};  ///< User names that get a status and no comment.
  bool project_issue = true;            ///< Whether projects get an issue about themselves.
  std::set<FactKind> facts{};           ///< What the registered rules want to know.
  ChildLimits limits{};
  std::string bot_name{};  ///< Our user name, by which people give commands.
  /// The standard preset; what it says of waivers counts where there are no layers.
  std::shared_ptr<const Policy> standard_rules{};
  RetentionSettings keep{};  ///< How long.
  /// How often the platform is looked through for what no delivery told of.
  std::chrono::milliseconds sweep_every{std::chrono::minutes(15)};
};

/// Borrowed, and thread-safe each.
struct Services {
  Forge& forge;
  Conversation& conversation;
  PipelineFiles& pipeline_files;
  LineThreads& line_threads;
  Issues& issues;
  Mirrors& mirrors;
  Evaluator& evaluator;
  Mailboxes& mailboxes;
  Outbox& outbox;
  Decisions& decisions;
  const Clock& clock;
  UserId self;  ///< The bot.
  Settings settings;
  /// Null: the platform looks at nobody else's repositories.
  UpstreamKeeper* upstreams = nullptr;
  /// Null: projects are not compared.
  ForkRadar* forks = nullptr;
  /// Null, both: comments are not read.
  CommandQueue* commands = nullptr;
  Commanders* commanders = nullptr;
  /// Null: there is no register, and nothing is waived.
  WaiverBook* waivers = nullptr;
  /// Null: what judgements rest on is not recorded.
  ReadsSpool* reads = nullptr;
  /// Null: everything is kept.
  Retention* retention = nullptr;
  /// Null: nothing is remembered of policies; everybody takes part since ever.
  PolicyBook* policies = nullptr;
  /// Null, both: what no delivery tells of is not looked for.
  MergeRequestList* listed = nullptr;
  SweepBook* swept = nullptr;
  /// Null: what branches have passed is not remembered; a ratchet looks at them as they are.
  RatchetBook* ratchets = nullptr;
  /// Null: nothing leads to the pages of projects that not everybody may read.
  PageLinks* links = nullptr;
  /// Null: external rules are not asked.
  ExternalRules* external = nullptr;
  /// Told when something has happened to a project's default branch. Empty: nobody is.
  std::function<void(ProjectId)> heard_branch{};
};

/// How long a server may still be working on a request whose answer we no longer await: GitLab ends
/// its own requests after 60 s (https://docs.gitlab.com/ee/administration/operations/puma.html,
/// "Change the worker timeout"), and a replica that is read from may lag.
inline constexpr std::chrono::seconds kServersOwnLimit{75};

/// Beyond the patience for a judgement: then whoever lives settles the status.
inline constexpr std::chrono::seconds kSettleMargin{60};

/// What is left of that limit for a write whose intent was left behind by a crash or a lost answer:
/// until then it may still take effect, even after a later one. 0: it has, or never will.
std::chrono::milliseconds StillPossible(const SlotClaim& claim, const Clock& clock);

/// Before the next try after this many: 2 s, 5 s, 15 s, then a minute each, and up to a fifth more
/// so that what failed together does not come back together.
std::chrono::milliseconds RetryDelay(uint32_t tries);

/// An answer of the forge in which "conflict" means that it is busy with the same thing: worth
/// retrying. In the store a conflict means that what was to be sent is no longer wanted.
template <typename T>
Result<T> BusyIsTransient(Result<T> answer) {
  if (answer.ok() || answer.error().code != Errc::kConflict) return answer;
  return Error{Errc::kTransient, answer.error().message};
}

/// Whether a slot's place is believed to be gone: a 404 may be a lost right or a move, so only
/// after more than an hour of them (attempts, kGoneDelay apart).
bool IsGone(const Error& error, const SlotClaim& claim);
inline constexpr std::chrono::minutes kGoneDelay{5};

/// Whether the error says nothing about the merge request: worth trying again.
bool MayPass(const Error& error);

}  // namespace headwater::jobs
