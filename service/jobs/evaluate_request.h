// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/promotion.h"
#include "headwater/ratchet_book.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/untrusted.h"
#include "headwater/upstream.h"
#include "service/config/policy_layers.h"

namespace headwater::jobs {

/// A request larger than this is refused before it is parsed: it holds a policy and ids, no
/// content.
inline constexpr size_t kMaxRequestBytes = size_t{16} << 20U;

/// What the child may use of the machine. The defaults are the service's.
struct ChildLimits {
  uint64_t memory_bytes = uint64_t{2} << 30U;  ///< Address space.
  uint64_t cpu_seconds = 120;
};

/// A wanted upstream (headwater/upstream_want.h), and what there is of it.
struct RequestedUpstream {
  UpstreamInfo info;
  std::string repository;  ///< kReady: absolute path of a full copy.
  std::string index;       ///< kReady: of the folder with its index.
  /// The copy is of a time before the change was there: nobody can have planted in it what the
  /// change brings. Only then, and when it is confirmed, its content is exempt from rules.
  bool exempts = false;
  std::vector<std::string> aliases;  ///< Other names under which commits speak of it.
  std::vector<std::string> only;     ///< Globs of the paths that come from it; empty: all.
};

struct RequestedUpstreams {
  std::vector<RequestedUpstream> all;
  /// A copy that was fetched before proves no absence.
  std::optional<std::chrono::sys_seconds> stale_before;
};

/// One job of the evaluator child: `headwater.evaluate/1`, documented in
/// service/docs/evaluate-json.md.
struct EvaluateRequest {
  Untrusted repository;  ///< The project's name, for people.
  std::string mirror;    ///< Absolute path of the bare mirror.
  std::optional<CommitId> target;
  CommitId head;
  Untrusted target_branch;
  bool target_is_default = false;
  bool target_is_protected = false;
  /// Where the default branch is, if it is not the target: its policy binds other branches.
  std::optional<CommitId> default_branch;
  /// Nothing is shown or held back: the merge request was open when its project began to take part.
  bool observe_only = false;
  std::chrono::sys_days as_of{};
  std::string standard;  ///< The project's own policy, over this preset; or
  /// over the platform's layers for this project (config::UpperPolicy::texts); or
  std::vector<config::LayerText> layers;
  /// With layers: the project's number, and what holds back the steps of modes (RampTerms).
  ProjectId project{};
  std::vector<Pause> pauses;
  std::string preset;       ///< a preset; or
  std::string policy_name;  ///< a policy's name
  std::string policy_text;  ///< and text.
  Facts facts;
  CleanSince clean_since{};  ///< What the target branch is held to, because it has passed it.
  /// None: nobody asked for any. Facts::upstreams and what rests on them are the child's to find.
  std::optional<RequestedUpstreams> upstreams;
  ChildLimits limits;
  /// Whether to hand over what was read, behind the answer (record_bytes.h).
  bool record = false;
};

/// The words of the protocol, for both ends.
struct OriginWord {
  ArtifactOrigin origin;
  Literal word;
};
inline constexpr OriginWord kOriginWords[] = {{ArtifactOrigin::kGiven, "given"},
                                              {ArtifactOrigin::kReport, "report"},
                                              {ArtifactOrigin::kArchive, "archive"},
                                              {ArtifactOrigin::kRelease, "release"}};
struct ProblemWord {
  ArtifactProblem problem;
  Literal word;
};
inline constexpr ProblemWord kProblemWords[] = {{ArtifactProblem::kNone, "none"},
                                                {ArtifactProblem::kTooLarge, "too-large"},
                                                {ArtifactProblem::kElsewhere, "elsewhere"},
                                                {ArtifactProblem::kGone, "gone"}};
struct StateWord {
  UpstreamState state;
  Literal word;
};
inline constexpr StateWord kStateWords[] = {{UpstreamState::kReady, "ready"},
                                            {UpstreamState::kUnderWay, "under-way"},
                                            {UpstreamState::kUnreachable, "unreachable"},
                                            {UpstreamState::kNotAllowed, "not-allowed"},
                                            {UpstreamState::kFrozen, "frozen"}};

struct LayerWord {
  config::LayerKind kind;
  Literal word;
};
inline constexpr LayerWord kLayerWords[] = {{config::LayerKind::kShipped, "shipped"},
                                            {config::LayerKind::kInstance, "instance"},
                                            {config::LayerKind::kGroup, "group"}};

/// Reads a request strictly: unknown members, wrong types and a wrong schema are kInvalid with the
/// member's name.
Result<EvaluateRequest> ReadEvaluateRequest(std::string_view json);

/// The request as the child reads it. Bytes that are no UTF-8 stand as `\xNN`.
std::string RenderEvaluateRequest(const EvaluateRequest& request);

}  // namespace headwater::jobs
