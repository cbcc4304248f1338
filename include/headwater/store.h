// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// What must survive: the inbox, one mailbox for each merge request, the outbox, the decisions, and
/// the audit log.
///
/// Every writing call is durable when it returns (power loss included). Work is taken by a claim: a
/// lease that ends by itself, and an epoch that the next claim raises; a call under a stale epoch
/// changes nothing and answers kConflict. Leases of an earlier process are void when the store is
/// opened. Errors of every call: kTransient (database locked, disk full), kInternal. Thread-safe.
///
/// Texts from outside (branch names) are bytes here, not characters.
///
/// Leases, delays and deadlines follow a clock of the store that never jumps and counts the time
/// between two openings too (up to a day); wall time is stored only for people.

namespace headwater {

// ---- Inbox ----

enum class Recorded { kNew, kDuplicate };

class Inbox {
 public:
  virtual ~Inbox() = default;
  /// Records a delivery and raises the generation of every mailbox it wakes, creating those that
  /// are named by number; in one transaction, together with deliveries of other threads. A key that
  /// was seen within the last 7 days is kDuplicate and wakes nothing; an empty key never is. This
  /// is the only reason for which a delivery is dropped. A wake-up without a number reaches the
  /// open mailboxes whose stored record has that head. One that is quiet lets the
  /// judge have a mailbox that is idle, or being judged, after kQuietDelay; one that waits already
  /// keeps its time.
  /// A wake-up with a comment wakes nothing: the comment is kept for CommandQueue.
  virtual Result<Recorded> Record(std::string_view delivery_key, std::span<const Wake> wakes) = 0;
};

// ---- Mailboxes ----

/// A status of ours: what a merge request says about its head.
struct StatusLine {
  StatusState state = StatusState::kRunning;
  std::string text;  ///< Encoded plain text, at most kMaxStatusText characters.
  std::string url;   ///< Of the decision's page; empty: none.

  bool operator==(const StatusLine&) const = default;
};

/// What the merge requests with one head say together: failed before running before success; of
/// equals the first. Empty input gives none.
std::optional<StatusLine> WorstOf(std::span<const StatusLine> lines);

/// What is remembered of a merge request (or default branch) between two jobs.
struct MailboxRecord {
  bool open = true;
  CommitId head;  ///< Zero: not known yet.
  std::string source_branch;
  std::string target_branch;
  WallTime head_since{};             ///< When we first saw this head.
  std::string decision_key;          ///< Of the last decision; empty: none yet.
  DecisionId decision;               ///< The last one.
  std::optional<StatusLine> status;  ///< What it says about `head`; none: it says nothing.
};

/// The two kinds of work on a mailbox. They are claimed apart, so that a new push is announced
/// while the one before is still being judged.
enum class Lane {
  kAnnounce,  ///< Read the merge request, set `running`.
  kJudge,     ///< Only once everything that arrived has been announced.
};

struct MailboxClaim {
  MailboxKey key;
  Lane lane = Lane::kJudge;
  uint64_t generation = 0;  ///< What had arrived when it was claimed.
  uint64_t epoch = 0;
  /// Claims of this lane since the last one that ended with a result, this one included: counted
  /// when claimed, so a job that kills the process is counted.
  uint32_t attempts = 0;
  /// Times Retry was called since then. attempts - 1 - retries claims ended without a word.
  uint32_t retries = 0;
  WallTime waiting_since{};  ///< When the oldest event not yet judged arrived.
  std::string trace_id;      ///< Of the newest delivery that had one; empty: none.
  MailboxRecord record;
};

// ---- Outbox ----

/// Kinds of remote objects; stored, never renumber.
enum class SlotKind {
  kStatus = 1,       ///< The commit status of a head; one for all merge requests that have it.
  kNote = 2,         ///< The summary comment of a merge request.
  kThread = 3,       ///< The resolvable thread of a fork's merge request.
  kSuggestion = 4,   ///< A thread on a line, for one finding.
  kIssue = 5,        ///< The one issue about a project as such; its iid is 0.
  kReply = 6,        ///< The answer to a command: a reaction to its comment, and one comment.
  kPolicyIssue = 7,  ///< The issue in the project that holds the platform's policy; its iid is 0.
};

struct SlotKey {
  SlotKind kind = SlotKind::kStatus;
  ProjectId project;
  MergeRequestIid iid;  ///< kStatus: one merge request that has this head (0: a branch).
  CommitId head;        ///< kStatus only; part of the key there. The iid is not, for kStatus.
  /// kSuggestion: of its finding. kReply: the number of the comment that is answered. Part of the
  /// key there, and empty for the others.
  std::string fingerprint{};
};

/// What a slot should hold. For kStatus a StatusLine. For the others `text` is Markdown, and
/// kSuccess means: edit, resolve or close what is there, never create. kIssue has kRunning too:
/// edit what is there, and leave it as open as it is.
struct SlotContent {
  StatusState state = StatusState::kRunning;
  std::string text;
  /// kStatus: where it leads. kSuggestion: where it stands, in the sender's own format. kIssue:
  /// what goes below the text and is worth no edit of its own. kReply: the reaction, by its name;
  /// an empty `text` there is no comment.
  std::string url;

  bool operator==(const SlotContent&) const = default;
};

struct SlotClaim {
  SlotKey key;
  uint64_t epoch = 0;
  uint64_t version = 0;   ///< Of `wanted`; raised by every change and by LookAgain.
  uint32_t attempts = 0;  ///< Since the last settled version, this one included.
  SlotContent wanted;
  /// What the sender remembered of the remote side when it last settled (ids, what was posted);
  /// its own format. Empty: nothing is there yet.
  std::string remembered;
  /// An intent that was written and never settled: whatever it was about is ambiguous.
  std::string intent;
  WallTime intended_at{};
};

// ---- Audit log ----

/// Stored, never renumber.
enum class AuditKind {
  kForgedStatus = 1,      ///< Somebody else had set a status of our name; ours is put in its place.
  kReadersChanged = 2,    ///< Others may read a project now: it is told of to nobody else any more.
  kWaiverGiven = 3,       ///< Somebody entitled lets something pass.
  kWaiverRevoked = 4,     ///< By 0: the operator.
  kWaiverExpired = 5,     ///< Its last day has passed.
  kCommandRefused = 10,   ///< Somebody without the right to it gave a command.
  kWaiverRequested = 11,  ///< Somebody asks those entitled to let a rule pass.
  kRuleReportedWrong = 12,  ///< Somebody says that a rule is wrong here.
  kForkAnswered = 13,       ///< Somebody entitled says which projects have nothing to do with it.
  kCommandIgnored = 14,    ///< A comment that was not obeyed: edited, too old, of a bot, not there.
  kPolicyChanged = 20,     ///< Another policy of the platform is in force.
  kPolicyRefused = 21,     ///< One could not be used: the last good one stays in force.
  kEnrolled = 22,          ///< A project takes part now, or takes none any more.
  kPromotionsPaused = 23,  ///< Steps of a rule's mode do not begin for now: `stop_if`.
  kPromotionsResumed = 24,  ///< They do again.
  kMergedRed = 30,          ///< Merged although its last judgement failed.
  kMergedUnchecked = 31,    ///< Merged at a head that nobody had judged, or could.
  kRemoved = 32,            ///< What had outlived its time was removed; in numbers only.
  kRatchetReset = 40,       ///< A branch is held to a rule no longer that it had passed.
  kRatchetSet = 41,         ///< It is from now on.
};

/// Something that somebody has to be able to answer for later.
struct AuditEvent {
  AuditKind kind = AuditKind::kForgedStatus;
  ProjectId project;
  MergeRequestIid iid;  ///< 0: a branch.
  CommitId head;
  UserId actor;        ///< Who did it; 0: an account that is gone.
  std::string detail;  ///< Which one, in a few words: the same event twice is written down once.

  bool operator==(const AuditEvent&) const = default;
};

/// An event as it was written down, for ever: nothing changes or removes one.
struct AuditEntry {
  uint64_t number = 0;  ///< Rises in the order of writing, whatever a clock does.
  WallTime at{};        ///< When it was written down.
  AuditEvent event;     ///< `actor` is 0 when the person was forgotten.
  int64_t person = 0;   ///< Who did it, as a pseudonym that outlives the name; 0: nobody.
  std::string hash;     ///< Of this entry and all before it: SHA-256, hexadecimal.
};

/// The last entry of a log, which stands for all before it.
struct AuditHead {
  uint64_t number = 0;  ///< 0: the log is empty.
  std::string hash;

  bool operator==(const AuditHead&) const = default;
};

/// What became of the log's chain of hashes.
struct AuditCheck {
  uint64_t entries = 0;
  AuditHead head;
  uint64_t cut = 0;  ///< Entries up to this number were removed when their time was over.
  /// What is not as it was written, by number; at most kMaxAuditFaults.
  std::vector<std::string> faults;
};
inline constexpr size_t kMaxAuditFaults = 20;

class AuditLog {
 public:
  virtual ~AuditLog() = default;
  /// Entries written down at `since` or later, oldest first, at most `limit`.
  virtual Result<std::vector<AuditEntry>> Since(WallTime since, size_t limit) = 0;
  /// Works out every hash again. `expected`: a head that somebody noted earlier, which must still
  /// be part of the log: what was cut off at its end cannot be seen otherwise.
  virtual Result<AuditCheck> Verify(const std::optional<AuditHead>& expected) = 0;
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  /// The next slot that is due and that nobody holds; oldest first, a status before others.
  virtual Result<std::optional<SlotClaim>> ClaimSlot(std::chrono::milliseconds lease) = 0;
  /// Writes down what is about to be done, before it is, and in the same transaction what it is
  /// done because of. The slot's version is checked again: kConflict, with nothing written, when it
  /// has changed since the claim; the claim has then ended and the slot is due.
  virtual Status Intend(const SlotClaim& claim, std::string_view intent,
                        const std::optional<AuditEvent>& because) = 0;
  /// The remote side now holds the claimed version. Ends the claim; a newer version stays due.
  virtual Status Settle(const SlotClaim& claim, std::string_view remembered) = 0;
  /// Not yet: due again after `delay`, or earlier when something else was wanted meanwhile. The
  /// intent stays when `keep_intent`. Ends the claim.
  virtual Status Postpone(const SlotClaim& claim, std::string_view remembered,
                          std::chrono::milliseconds delay, bool keep_intent) = 0;
  /// Compare with the remote side again, although the wanted content is the same. Nothing happens
  /// when there is no such slot.
  virtual Status LookAgain(const SlotKey& key) = 0;
};

// ---- Decisions ----

/// Stored, never renumber.
enum class DecisionOutcome {
  kPass = 1,
  kFail = 2,
  kUnknownContent = 3,         ///< Could not be checked because of what is in it: holds the gate.
  kUnknownInfrastructure = 4,  ///< Because of our own store, disk or forge.
};

/// A judgement as it was, for ever.
struct Decision {
  DecisionId id;
  /// Hash of everything the judgement depended on: same key, same judgement.
  std::string key;
  MailboxKey about;
  CommitId head;
  DecisionOutcome outcome = DecisionOutcome::kUnknownContent;
  WallTime at{};
  bool shown_to_all = false;  ///< Everybody could read the project's code when it was judged.
  std::string record;         ///< JSON, `headwater.decision/1`: service/docs/decision-json.md.
  /// Every safe fix as a patch for `git apply`; empty: there is none. Stored beside the record:
  /// Decisions::FixPatch gives it, Find and About leave it out.
  std::string fix_patch{};
};

class Decisions {
 public:
  virtual ~Decisions() = default;
  virtual Result<std::optional<Decision>> Find(const DecisionId& id) = 0;
  /// Newest first.
  virtual Result<std::vector<Decision>> About(const MailboxKey& key, size_t limit) = 0;
  /// Decision::fix_patch; empty: there is none, or no such decision.
  virtual Result<std::string> FixPatch(const DecisionId& /*id*/) { return std::string(); }
};

// ---- Merges ----

/// How a merged change stood with its last decision; stored, never renumber.
enum class MergedHow {
  kGreen = 1,
  kRed = 2,        ///< AuditKind::kMergedRed.
  kUnchecked = 3,  ///< AuditKind::kMergedUnchecked.
};

/// What the forge says of a merge request that was merged.
struct MergeNote {
  CommitId head;           ///< Of the source, as it was merged.
  CommitId merge_commit;   ///< Zero: none (a fast-forward).
  CommitId squash_commit;  ///< Zero: it was not squashed.
  UserId merger;           ///< 0: an account that is gone.
};

// ---- Mailboxes, with what a finished job leaves behind ----

/// Content for one of a merge request's own slots.
struct WantedSlot {
  SlotKind kind = SlotKind::kNote;  ///< All but kStatus.
  SlotContent content;
  /// Sent not before this long from now: the quiet time after a push. Changed content starts it
  /// anew; the same content again may only come earlier.
  std::chrono::milliseconds delay{0};
  std::string fingerprint{};  ///< kSuggestion only.
};

/// A slot of kSuggestion as it is.
struct KnownSuggestion {
  std::string fingerprint;
  SlotContent wanted;      ///< Last.
  std::string remembered;  ///< As SlotClaim::remembered.
};

struct Announcement {
  MailboxRecord record;
  /// How long `record.status`, when it is kRunning, may stay so. Counts from the first running
  /// status of a head: a time that runs already is not made longer.
  std::optional<std::chrono::milliseconds> settle_within;
  /// It has been merged: linked with the record's decision, once; where that is not green, the
  /// audit log says so.
  std::optional<MergeNote> merged{};
};

/// Rules with a ratchet that a branch passes (ratchet_book.h).
struct CleanBranch {
  std::string branch;
  std::vector<std::string> rules;
};

struct Publication {
  MailboxRecord record;
  /// How long `record.status`, when it is kRunning, may still stay so. None: as was announced.
  std::optional<std::chrono::milliseconds> settle_within{};
  std::optional<Decision> decision;
  std::vector<WantedSlot> slots;
  /// From now on changes to the branch are held to these.
  std::optional<CleanBranch> clean{};
};

class Mailboxes {
 public:
  virtual ~Mailboxes() = default;
  /// The next mailbox with work in that lane that is due and that nobody holds; oldest first. Where
  /// `running` is shown somebody waits: such a mailbox counts as half a minute older.
  virtual Result<std::optional<MailboxClaim>> Claim(Lane lane, std::chrono::milliseconds lease) = 0;

  /// Ends a claim of kAnnounce: stores the record, sets the status slots of its head (and of the
  /// head before, which it no longer speaks for), and lets the judge have it.
  /// `superseded`: see Publish.
  virtual Status Announce(const MailboxClaim& claim, const Announcement& announcement,
                          const StatusLine& superseded) = 0;
  /// Ends a claim of kJudge with a result, in one transaction: record, decision, status slots, the
  /// merge request's own slots. When more arrived meanwhile the mailbox stays due. kConflict, with
  /// nothing written and the claim ended, when another change (open, head or a branch) was
  /// announced since the claim. kInvalid: another decision has this id, or a slot is a status.
  ///
  /// The status slot of a head is wanted as WorstOf all open merge requests with that head; when
  /// none is left and a `running` was wanted there, it becomes `superseded`.
  virtual Status Publish(const MailboxClaim& claim, const Publication& publication,
                         const StatusLine& superseded) = 0;
  /// Ends a claim without a result: due again after `delay`, or at once when more arrived meanwhile
  /// or arrives.
  virtual Status Retry(const MailboxClaim& claim, std::chrono::milliseconds delay) = 0;
  /// Gives a claim back as if it had not been made: the process is being stopped.
  virtual Status HandBack(const MailboxClaim& claim) = 0;
  /// Makes `line` the status of every mailbox whose time to settle has passed while it said
  /// kRunning, and tells which; they stay due.
  virtual Result<std::vector<MailboxKey>> SettleOverdue(const StatusLine& line) = 0;
  /// The kSuggestion slots of a merge request, by fingerprint.
  virtual Result<std::vector<KnownSuggestion>> Suggestions(const MailboxKey& key) = 0;
  /// Looks at a mailbox again: raises its generation, and creates it when there is none.
  virtual Status WakeUp(const MailboxKey& key) = 0;
};

// ---- Health ----

/// How much waits, held or not.
struct StoreHealth {
  uint64_t waiting_announce = 0;           ///< Mailboxes with events that were not announced.
  uint64_t waiting_judge = 0;              ///< Mailboxes with events that were not judged.
  std::optional<WallTime> oldest_waiting;  ///< When the oldest event not judged arrived.
  uint64_t waiting_slots = 0;  ///< Slots of which the remote side has not the wanted version.
};

class StoreWatch {
 public:
  virtual ~StoreWatch() = default;
  virtual Result<StoreHealth> Health() = 0;
};

}  // namespace headwater
