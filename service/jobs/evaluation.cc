// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluation.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "headwater/external_rule.h"
#include "service/engine/engine.h"
#include "service/git/change_builder.h"
#include "service/git/open_commit.h"
#include "service/jobs/fix_patch.h"
#include "service/jobs/judgement_reads.h"
#include "service/jobs/line_suggestions.h"
#include "service/jobs/recorder.h"
#include "service/jobs/rule_sets.h"
#include "service/jobs/sync_facts.h"
#include "service/jobs/upstream_facts.h"
#include "service/jobs/upstream_marks.h"
#include "service/jobs/upstream_wants.h"

namespace headwater::jobs {
namespace {

void Append(std::span<const BlobId> ids, std::vector<BlobId>& all) {
  all.insert(all.end(), ids.begin(), ids.end());
}

/// Those that are not there already.
void AppendNew(std::span<const BlobId> ids, std::vector<BlobId>& all) {
  const std::set<BlobId> known(all.begin(), all.end());
  std::ranges::copy_if(ids, std::back_inserter(all),
                       [&known](const BlobId& id) { return !known.contains(id); });
}

/// The files of a commit, listed when somebody asks for them.
class LateView {
 public:
  LateView(git::Repository& repository, git::TreeStore& trees, const CommitId& commit,
           git::Depth depth = git::Depth::kAll)
      : repository_(repository), trees_(trees), commit_(commit), depth_(depth) {}

  Result<GitView*> Open() {
    if (!view_) view_ = TRY(git::OpenCommit(repository_, commit_, depth_, trees_));
    return view_.get();
  }
  std::span<const BlobId> Missing() const {
    return view_ ? view_->Missing() : std::span<const BlobId>();
  }

 private:
  git::Repository& repository_;
  git::TreeStore& trees_;
  CommitId commit_;
  git::Depth depth_;
  std::unique_ptr<GitView> view_;
};

/// Where policies are read: the root folders, and what is below them when a policy extends a file
/// there.
struct PolicyViews {
  PolicyViews(git::Repository& repository, const Evaluation& evaluation,
              const git::BuiltChange& built)
      : target_root(repository, *built.trees, built.change.target, git::Depth::kRoot),
        target(repository, *built.trees, built.change.target),
        default_root(repository, *built.trees, evaluation.default_branch.value_or(CommitId()),
                     git::Depth::kRoot),
        default_branch(repository, *built.trees, evaluation.default_branch.value_or(CommitId())) {}

  void AppendMissing(std::vector<BlobId>& all) const {
    for (const LateView* view : {&target_root, &target, &default_root, &default_branch}) {
      Append(view->Missing(), all);
    }
  }

  LateView target_root;
  LateView target;
  LateView default_root;
  LateView default_branch;
};

/// Whether any rule that is on wants to know what the project takes from.
bool WantsUpstreams(std::span<const engine::RuleSet> rule_sets) {
  const auto wants = [](const engine::EnabledRule& enabled) {
    return std::ranges::find(enabled.rule->info.facts, FactKind::kUpstreams) !=
           enabled.rule->info.facts.end();
  };
  return std::ranges::any_of(rule_sets, [&wants](const engine::RuleSet& set) {
    return std::ranges::any_of(set.rules, wants);
  });
}

/// What somebody should ask for before the rules are asked.
std::vector<UpstreamWant> WantsFor(const Evaluation& evaluation, const Policy& policy,
                                   std::span<const engine::RuleSet> rule_sets, GitView& target) {
  if (evaluation.upstreams || !WantsUpstreams(rule_sets)) return {};
  return WantsOf({.policy = policy,
                  .target = &target,
                  .target_is_protected = evaluation.target_is_default,
                  .forge = evaluation.facts.forge});
}

git::ChangeRequest RequestOf(const Evaluation& evaluation) {
  git::ChangeRequest request;
  request.target = evaluation.target;
  request.head = evaluation.head.value_or(CommitId());
  request.scope = evaluation.scope;
  request.target_branch = evaluation.target_branch;
  request.target_is_default = evaluation.target_is_default;
  return request;
}

bool IsIn(std::string_view path, std::string_view file_or_folder) {
  return path.starts_with(file_or_folder) &&
         (path.size() == file_or_folder.size() || path[file_or_folder.size()] == '/');
}

void KeepOnly(const std::vector<std::string>& only, std::vector<ChangedFile>& files) {
  if (only.empty()) return;
  std::erase_if(files, [&only](const ChangedFile& file) {
    return std::none_of(only.begin(), only.end(),
                        [&file](const std::string& path) { return IsIn(file.path.bytes(), path); });
  });
}

/// What can be offered, unless the target's policy wants no threads. What cannot be read is offered
/// nowhere: the findings stand all the same.
std::vector<LineSuggestion> SuggestionsUnder(const Policy& policy, const Report& report,
                                             const git::BuiltChange& built) {
  if (policy.threads.value == Threads::kNone) return {};
  Result<std::vector<LineSuggestion>> suggestions = SuggestionsFor(report, built);
  return suggestions.ok() ? std::move(suggestions).value() : std::vector<LineSuggestion>();
}

/// The facts that were given, and where the commits come from, as far as somebody may be asked.
Result<Facts> FactsFor(git::Repository& repository, const Evaluation& evaluation,
                       const Policy& policy, git::BuiltChange& built,
                       std::vector<BlobId>& lacking) {
  Facts facts = evaluation.facts;
  TRY(AddPolicyFacts(policy, facts));
  if (!evaluation.upstreams) return facts;
  const UsedUpstreams& upstreams = *evaluation.upstreams;
  TRY(AddUpstreamFacts(repository, built, upstreams, facts, lacking));
  if (upstreams.ready.empty()) return facts;
  TRY(AddSyncFacts(repository, built.change, {upstreams.ready, policy}, facts, lacking));
  TRY(MarkOldContents(repository, upstreams.ready, built));
  for (size_t at = 0; at < upstreams.ready.size(); ++at) {
    facts.upstreams[at].shared_files =
        CountShared(*upstreams.ready[at].upstream, built.view->Files());
  }
  return facts;
}

/// Of the external rules that are on and that nobody has asked. Where two policies count, a file is
/// covered when one of them covers it.
Result<std::vector<ExternalAsk>> AsksOf(std::span<const engine::RuleSet> rule_sets,
                                        const Facts& facts, git::BuiltChange& built) {
  std::map<std::string_view, std::vector<const engine::EnabledRule*>> wanted;
  for (const engine::RuleSet& set : rule_sets) {
    for (const engine::EnabledRule& enabled : set.rules) {
      const bool is_external =
          enabled.own != nullptr && enabled.own->pattern.kind == PatternKind::kExternal;
      if (!is_external || FindExternalAnswer(facts, enabled.own->id())) continue;
      wanted[enabled.own->id()].push_back(&enabled);
    }
  }
  std::vector<ExternalAsk> asks;
  if (built.change.scope == ChangeScope::kAll) return asks;
  for (const auto& [id, rules] : wanted) {
    if (asks.size() == kMaxExternalRules) break;
    const auto covers = [&rules = rules](const Untrusted& path) {
      return std::ranges::any_of(rules, [&path](const engine::EnabledRule* rule) {
        return (rule->only.empty() || rule->only.Matches(path.bytes())) &&
               !rule->except.Matches(path.bytes());
      });
    };
    std::optional<std::string> change = TRY(ExternalChange(
        {built.change, *built.view, *built.lines, covers}, rules.front()->own->pattern.sends));
    if (change) asks.push_back({std::string(id), std::move(*change)});
  }
  return asks;
}

/// Where policies and rules read. `before`: of the first best merge base.
JudgementReads ReadsOf(git::BuiltChange& built, PolicyViews& views, LateView& before,
                       const Evaluation& evaluation) {
  JudgementReads reads{.change = built.change, .head = *built.view, .lines = *built.lines};
  const Change& change = built.change;
  if (!change.target.IsZero()) {
    reads.target_root = [&views] { return views.target_root.Open(); };
    reads.target = [&views] { return views.target.Open(); };
  }
  if (evaluation.default_branch) {
    reads.default_root = [&views] { return views.default_root.Open(); };
    reads.default_branch = [&views] { return views.default_branch.Open(); };
  }
  if (change.scope != ChangeScope::kAll && !change.bases.empty()) {
    reads.before = [&before] { return before.Open(); };
  }
  return evaluation.recorder == nullptr ? reads : evaluation.recorder->Watch(reads);
}

/// Runs the rules, and has it written down what they read.
Report JudgeAndRecord(const JudgementReads& reads, std::span<const engine::RuleSet> rule_sets,
                      const Facts& facts, const Evaluation& evaluation) {
  Recorder* const recorder = evaluation.recorder;
  const CleanSince* const marks = &evaluation.clean_since;
  if (recorder == nullptr) return JudgeReads(reads, {rule_sets, facts, evaluation.as_of, marks});
  const Facts watched = recorder->Watch(facts);
  Report report = JudgeReads(reads, {rule_sets, watched, evaluation.as_of, marks});
  recorder->Close(reads.change, facts, report);
  return report;
}

Result<Judged> Judge(git::Repository& repository, const Evaluation& evaluation,
                     const config::Shipped& shipped, git::BuiltChange& built) {
  built.change.repository = evaluation.name;
  KeepOnly(evaluation.only, built.change.files);
  PolicyViews views(repository, evaluation, built);
  Change& change = built.change;
  LateView before(repository, *built.trees,
                  change.bases.empty() ? CommitId() : change.bases.front());
  const JudgementReads reads = ReadsOf(built, views, before, evaluation);
  const Result<std::vector<Policy>> policies = PoliciesFor(evaluation, reads, shipped);
  if (!policies.ok()) {
    Report report = CouldNotCheck(policies.error(), evaluation, shipped);
    Append(built.view->Missing(), report.missing);
    views.AppendMissing(report.missing);
    return Judged{std::move(report), {}, {}};
  }
  const Policy& policy = policies.value().front();
  const std::vector<engine::RuleSet> rule_sets = TRY(MakeRuleSets(policies.value(), shipped));
  Judged judged;
  GitView* const root = change.target.IsZero() ? built.view.get() : TRY(views.target_root.Open());
  judged.wants = WantsFor(evaluation, policy, rule_sets, *root);
  std::vector<BlobId> unread;
  Facts facts = TRY(FactsFor(repository, evaluation, policy, built, unread));
  // A project that names no upstream has none.
  if (judged.wants.empty()) facts.gathered.insert(FactKind::kUpstreams);

  Report& report = judged.report;
  report = JudgeAndRecord(reads, rule_sets, facts, evaluation);
  for (const Sourced<DeclaredWaiver>& entry : policy.waivers) {
    report.declared.push_back(entry.value);
  }
  if (evaluation.suggest) {
    judged.suggestions = SuggestionsUnder(policy, report, built);
    judged.fix_patch = FixPatchOf(report, *built.view);
  }
  if (evaluation.ask) {
    judged.asks = TRY(AsksOf(rule_sets, facts, built));
    AppendNew(built.view->Missing(), report.missing);
  }
  Append(unread, report.missing);
  // What says where the project comes from.
  Append(views.target_root.Missing(), report.missing);
  // Without its old side a file was taken as wholly new: whoever can fetch it should.
  Append(built.lines->MissingOldSides(), report.missing);
  Append(before.Missing(), report.missing);
  return judged;
}

}  // namespace

Report CouldNotCheck(const Error& error, const Evaluation& evaluation,
                     const config::Shipped& shipped) {
  std::vector<Policy> policies;
  if (evaluation.policy) policies.push_back(*evaluation.policy);
  if (policies.empty()) {
    Result<Policy> standard = config::LoadProjectPolicy({}, shipped, evaluation.as_of);
    if (standard.ok()) policies.push_back(std::move(standard).value());
  }
  const Result<std::vector<engine::RuleSet>> rule_sets = MakeRuleSets(policies, shipped);
  Report report = engine::Unreadable(
      Untrusted(error.message), rule_sets.ok() ? std::span<const engine::RuleSet>(rule_sets.value())
                                               : std::span<const engine::RuleSet>());
  report.repository = evaluation.name;
  report.scope = evaluation.scope;
  report.head = evaluation.head.value_or(CommitId());
  return report;
}

Judged EvaluateFiles(git::Repository& repository, const Evaluation& evaluation,
                     const config::Shipped& shipped) {
  Result<git::BuiltChange> built = git::BuildChange(repository, RequestOf(evaluation));
  if (!built.ok()) return {CouldNotCheck(built.error(), evaluation, shipped), {}, {}};
  Result<Judged> judged = Judge(repository, evaluation, shipped, built.value());
  if (!judged.ok()) return {CouldNotCheck(judged.error(), evaluation, shipped), {}, {}};
  const std::span<const FileEntry> files = built.value().view->Files();
  judged.value().files.assign(files.begin(), files.end());
  return std::move(judged).value();
}

Report Evaluate(git::Repository& repository, const Evaluation& evaluation,
                const config::Shipped& shipped) {
  return EvaluateFiles(repository, evaluation, shipped).report;
}

}  // namespace headwater::jobs
