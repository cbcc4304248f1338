// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/external_rule.h"
#include "headwater/result.h"
#include "service/jobs/enrolment_desk.h"
#include "service/jobs/outside.h"
#include "service/jobs/projects.h"
#include "service/jobs/services.h"
#include "service/report/decision_json.h"

namespace headwater::jobs {

/// A question to an external rule, and what came of it.
using AskedExternally = std::pair<ExternalAsk, ExternalAnswer>;

/// What was judged, with everything that was read for it.
struct Judgement {
  ForgeProject project;
  /// None: the default branch.
  std::optional<ForgeMergeRequest> merge_request;
  std::optional<CommitId> target;
  CommitId head;
  std::string key;            ///< Of everything the judgement depends on: same key, same judgement.
  Standing standing;          ///< What the platform's policy said of the project then.
  bool observe_only = false;  ///< It was open when its project began to take part.
  Literal target_rights = "default";  ///< report::DecisionInputs::target_rights.
  bool unchanged = false;             ///< Judged before under this key: nothing was evaluated.
  /// Something is waited for: to be looked at again before long.
  Waits waits = Waits::kNothing;
  /// Until then the status may wait as well, and nobody is told anything.
  bool patient = true;
  report::EvaluationAnswer answer;
  report::JudgementTimes times;
  /// Projects that the facts name: whoever may not read one of them is not shown the decision.
  std::vector<std::string> named;
  std::vector<Waiver> waivers;  ///< Of the project, in force on `as_of`.
  std::chrono::sys_days as_of{};
  std::vector<KnownSuggestion> known;  ///< Threads on the lines, as they were wanted before.
  /// What external rules were asked in this judgement, and what they answered: nobody is asked
  /// the same twice.
  std::vector<AskedExternally> external{};
  Wishes wishes{};  ///< How its people want to be spoken to.

  bool is_awaited() const { return waits != Waits::kNothing; }
};

/// The work on one mailbox: read the merge request, fetch, evaluate, decide, leave in the outbox
/// what is to be said. Thread-safe.
class Judge {
 public:
  explicit Judge(const Services& services)
      : services_(services), projects_(services.forge, services.clock), desk_(services) {}

  /// Carries out a claim of Lane::kJudge and ends it: with a publication, or with a Retry.
  Status Run(const MailboxClaim& claim);

 private:
  /// Publishes what was judged, and what follows from that.
  Status Say(const MailboxClaim& claim, Judgement& judgement);
  /// What the platform says of the merge request, as it was announced.
  Status LookAtMergeRequest(const MailboxClaim& claim, Judgement& judgement);
  Result<Judgement> JudgeMergeRequest(const MailboxClaim& claim);
  Result<Judgement> JudgeBranch(const MailboxClaim& claim);
  /// Puts the policy and the waivers in force into it, and gives the judgement its key.
  Status NameIt(const MailboxKey& key, EvaluateRequest& request, Judgement& judgement) const;
  /// Evaluates, unless the claim's last decision was about the same.
  /// Where nothing was looked up outside beforehand: what rules lack is looked up then.
  Status EvaluateAnew(const MailboxClaim& claim, MirrorUse& mirror, const FetchRequest& fetch,
                      EvaluateRequest& request, Judgement& judgement);
  Status EvaluateIfNew(const MailboxClaim& claim, MirrorUse& mirror, const FetchRequest& fetch,
                       const Fetched& fetched, Judgement& judgement);
  Status Evaluate(MirrorUse& mirror, const FetchRequest& fetch, const EvaluateRequest& request,
                  Judgement& judgement);
  /// The same, until nothing is lacking that the mirror may have.
  Status EvaluateMirror(MirrorUse& mirror, const FetchRequest& fetch,
                        const EvaluateRequest& request, Judgement& judgement);
  /// What the external rules of the answer say, as facts. False: nobody can be asked.
  bool AddExternal(EvaluateRequest& request, Judgement& judgement) const;
  ExternalAnswer AskExternal(const ExternalAsk& ask, const PolicyRule& rule,
                             const Judgement& judgement) const;
  Result<report::EvaluationAnswer> EvaluateTwice(const EvaluateRequest& request);
  /// Looks for what rules lack, and names it in the key.
  Result<Outside> Look(const MailboxClaim& claim, const std::string& base_key, const Needs& needs,
                       Judgement& judgement) const;
  Status EvaluateWith(const Outside& outside, MirrorUse& mirror, const FetchRequest& fetch,
                      EvaluateRequest request, Judgement& judgement);
  /// What the policy says of the project, and of the merge request because of that.
  Status TakeStanding(Judgement& judgement) const;
  /// Whether the target branch may loosen anything.
  Status LookAtTarget(Judgement& judgement);
  /// A publication has been made; by a policy that is in force no more it does not stay.
  Status LookAgainIfOutdated(const MailboxKey& key, const Standing& standing) const;
  /// What the target branch is held to.
  Status AddMarks(EvaluateRequest& request, const Judgement& judgement) const;
  EvaluateRequest RequestFor(const Judgement& judgement, const Fetched& fetched) const;
  /// Of a branch that was pushed to, or whose project has changed; nobody remembers it from before.
  Result<ForgeProject> BranchProject(ProjectId id);
  /// Which other projects belong to it.
  Status AddForks(MirrorUse& mirror, const FetchRequest& fetch, EvaluateRequest& request,
                  Judgement& judgement) const;
  /// What people have said of these: they are not told of it again.
  Status AddForkAnswers(ForkFacts& facts, ProjectId project) const;
  /// Nothing is said before the project has been compared for the first time, within reason.
  void WaitForForks(const MailboxClaim& claim, const EvaluateRequest& request,
                    Judgement& judgement) const;
  /// Whoever was told where files come from is not told again elsewhere.
  Status NoteTold(const MailboxKey& key, const Judgement& judgement,
                  const Publication& publication) const;

  Status Fail(const MailboxClaim& claim, const Error& error);
  Status Publish(const MailboxClaim& claim, const Publication& publication);

  const Services& services_;
  Projects projects_;
  EnrolmentDesk desk_;
  KnownNeeds needs_;
};

}  // namespace headwater::jobs
