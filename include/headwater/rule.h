// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "headwater/change.h"
#include "headwater/finding.h"
#include "headwater/forks.h"
#include "headwater/git.h"
#include "headwater/glob.h"
#include "headwater/options.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "headwater/upstream.h"

/// \file
/// What a rule is: metadata and one pure function. A rule does no I/O beyond its GitView, reads no
/// clock, keeps no state and logs nothing.

namespace headwater {

struct PolicyRule;
struct Provenance;
struct Sync;

enum class Severity { kError, kWarning, kInfo };

/// Facts from outside the repository that a rule may declare and the service gathers.
enum class FactKind {
  kArtifacts,         ///< Facts::artifacts: what may be an SBOM and is not in the repository.
  kMergeRequestText,  ///< Title, an empty line, description. At most one.
  kUpstreams,         ///< Facts::upstreams, ::provenance and ::sync: what the project takes from.
  kForge,  ///< Facts::forge: what the platform says of the project and the merge request.
  kForks,  ///< Facts::forks: how the project belongs together with others.
};

/// What the platform says beside the texts of a merge request. Only what everybody may read who may
/// read the project.
struct ForgeFacts {
  Untrusted project_url;
  Untrusted forked_from;       ///< The address of the project it is a fork of; empty: none.
  bool mirror = false;         ///< The platform itself keeps it equal to another repository.
  std::optional<bool> squash;  ///< Whether merging makes one commit of all; none: no merge request.
  /// ForgeProject::squash_template, where it does; none: not known.
  std::optional<Untrusted> squash_template;
};

struct Fact {
  FactKind kind;
  std::string id;  ///< Part of the decision's key.
  Untrusted value;
};

/// Where a file comes from that the repository does not hold.
enum class ArtifactOrigin {
  kGiven,    ///< Named on the command line.
  kReport,   ///< A `cyclonedx` report of a job; several of one job are one gzip stream.
  kArchive,  ///< A file out of the archive of a job.
  kRelease,  ///< An asset of the newest release.
};

/// Why the bytes of an artifact are not there.
enum class ArtifactProblem {
  kNone,
  kTooLarge,   ///< Beyond what is downloaded.
  kElsewhere,  ///< At an address outside the forge's own project, which is never called.
  kGone,       ///< Expired or removed, or we may not read it.
};

/// A file as it was gathered; nobody has looked into it.
struct Artifact {
  ArtifactOrigin origin = ArtifactOrigin::kGiven;
  Untrusted name;   ///< Of the file.
  Untrusted maker;  ///< The job, or the release's tag; empty when it was given.
  /// What it was made of. An SBOM of another commit proves that there is one, never that it is
  /// fresh. None: not known.
  std::optional<CommitId> commit;
  ArtifactProblem problem = ArtifactProblem::kNone;
  /// Where its bytes lie on disk, for who hands them on; rules call `read`.
  std::string file;
  /// Its bytes, at most kMaxArtifactBytes, at each call. Callable when there is no problem;
  /// kContent when they cannot be read.
  std::function<Result<std::string>()> read;
};

/// What is downloaded or read of one artifact: an SBOM, inflated or not.
inline constexpr uint64_t kMaxArtifactBytes = uint64_t{64} << 20U;

struct Facts {
  /// Kinds that were looked for. A kind that is absent here was not looked for, which is not the
  /// same as "there is none".
  std::set<FactKind> gathered;
  std::vector<Fact> facts;
  /// In the order in which they count: the first place that has an SBOM is the one.
  std::vector<Artifact> artifacts;
  /// A job that may make one has not ended.
  bool artifacts_under_way = false;
  /// Gathered and empty: the project declares none. First those that could be asked, as Provenance
  /// and Sync count them; then those that could not.
  std::vector<UpstreamInfo> upstreams;
  /// JudgeProvenance of the change's commits. Null when there are no upstreams, or nobody could
  /// judge (provenance.h).
  std::shared_ptr<const Provenance> provenance;
  std::shared_ptr<const Sync> sync;  ///< Likewise (sync.h).
  std::optional<ForgeFacts> forge;   ///< Set when kForge was gathered.
  std::optional<ForkFacts> forks;    ///< Set when kForks was gathered.
  Untrusted variant;  ///< Policy::variant: why the project is another one than its upstream.
  GlobSet own;        ///< Policy::own: what is the project's own within somebody else's software.
  /// Addresses and aliases of Policy::upstreams, whether or not anybody asked them.
  std::vector<Untrusted> policy_upstreams;
};

struct Source {
  Literal title;
  Literal url;  ///< With the section in the title.
};

struct RuleInfo {
  Literal id;  ///< `family/kebab-name`; for ever.
  Subject subject = Subject::kChange;
  Severity severity = Severity::kWarning;
  Literal since;
  Text title;  ///< At most 60 characters each.
  Text why;    ///< Names a benefit.
  Text fix;    ///< Begins with an action.
  std::span<const Source> sources;
  std::span<const OptionInfo> options;
  std::span<const MessageText> messages;
  std::span<const FactKind> facts;
};

/// Everything a rule may know. Lives for one call.
struct RuleContext {
  const Change& change;
  GitView& view;  ///< Head (or the work tree).
  /// The files of the first best merge base, listed when first asked for. Without files where the
  /// change has no base: a whole project, a first commit. Errors as GitView::Read.
  const std::function<Result<GitView*>()>& before;
  LineChanges& lines;
  const Options& options;
  const Facts& facts;
  const GlobSet& only;    ///< Paths the policy limits the rule to; empty: all.
  const GlobSet& except;  ///< Paths the policy exempts.
  std::chrono::sys_days as_of;
  /// A rule keeps at most this many findings and counts the others. 1 when only "is there any"
  /// is asked.
  size_t max_findings = 0;
  /// What the policy says of a rule of its own (policy_rule.h); null for a shipped one.
  const PolicyRule* own_rule = nullptr;

  /// Whether the policy's path scope covers the path.
  bool Covers(const Untrusted& path) const {
    return (only.empty() || only.Matches(path.bytes())) && !except.Matches(path.bytes());
  }
};

struct RuleEntry {
  RuleInfo info;
  Result<RuleAnswer> (*check)(const RuleContext& context);
};

/// Why a file's content could not be read, in the engine's words; nothing when it is there.
std::optional<Message> WhyNotRead(const FileEntry& file, const BlobAnswer& blob);

/// Collects a rule's findings within the context's bound and forms the verdict.
class AnswerBuilder {
 public:
  explicit AnswerBuilder(const RuleContext& context) : max_findings_(context.max_findings) {}

  void Add(Finding finding);
  /// The first 1,000 are named, the others counted in the answer's reason.
  void AddUnchecked(Unchecked file);
  /// One more file was judged and found in order (or not): the rule applies.
  void CountJudged() { ++judged_; }
  /// True once as many findings as wanted are there; a rule may stop then.
  bool full() const { return answer_.findings.size() >= max_findings_; }

  /// kFail with findings, else kUnknown with unchecked files that are not advisory, else kPass when
  /// anything was judged, else kNotApplicable for the reason given. Advisory findings alone do not
  /// hide that something was not checked: then it is kUnknown.
  RuleAnswer Finish(Message not_applicable) &&;

 private:
  size_t max_findings_;
  uint64_t judged_ = 0;
  uint64_t more_unchecked_ = 0;
  bool holding_ = false;  ///< Something unchecked is more than advisory.
  RuleAnswer answer_;
};

}  // namespace headwater
