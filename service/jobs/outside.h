// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/forge.h"
#include "headwater/guarded.h"
#include "headwater/upstream_want.h"
#include "service/jobs/artifact_list.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/services.h"
#include "service/report/evaluation_json.h"

/// \file
/// What a judgement rests on beside the repository and the merge request: what pipelines have made,
/// and the upstreams. Asked for when a rule lacks it.

namespace headwater::jobs {

struct Needs {
  bool artifacts = false;
  std::vector<UpstreamWant> upstreams;

  bool empty() const { return !artifacts && upstreams.empty(); }
};

/// What the evaluator would have needed for this answer.
Needs NeedsOf(const report::EvaluationAnswer& answer);

/// Whose judgement it is for.
struct OutsideQuestion {
  const ForgeProject& project;
  const std::optional<ForgeMergeRequest>& merge_request;
  CommitId head;
  WallTime head_since{};  ///< When we first saw it.
  /// The key of an earlier decision about the same head; empty: there is none.
  std::string decided_before{};
};

/// What a judgement waits for.
enum class Waits {
  kNothing,
  kPipeline,  ///< A job that may make an SBOM.
  kUpstream,  ///< The first fetch of an upstream.
  kForks,     ///< The first comparison of the project with others.
};

/// What there is of it; no artifact has been downloaded yet.
struct Outside {
  std::optional<ListedArtifacts> artifacts;
  std::optional<RequestedUpstreams> upstreams;
  /// Of all of this, to be put behind the base of a decision's key: same id, same facts.
  std::string id;
  Waits waits = Waits::kNothing;  ///< Then it is to be looked at again before long.
  /// So recently pushed that a status may still say that something is waited for.
  bool patient = true;
};

/// Errors as ListArtifacts, and of the store.
Result<Outside> LookOutside(const Services& services, const Needs& needs,
                            const OutsideQuestion& question);

/// What judgements needed, by the base of their keys. What is forgotten is found out again by one
/// more evaluation. Thread-safe.
class KnownNeeds {
 public:
  /// What the judgement whose key this is needed, if it is one of this base. None: not known.
  std::optional<Needs> Find(const MailboxKey& mailbox, std::string_view base, std::string_view key);
  void Keep(const MailboxKey& mailbox, std::string_view base, const Needs& needs);

 private:
  struct Kept {
    std::string base;
    std::vector<UpstreamWant> upstreams;
  };

  Guarded<std::map<MailboxKey, Kept>> kept_;
};

}  // namespace headwater::jobs
