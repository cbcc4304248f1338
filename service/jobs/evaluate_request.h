// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/untrusted.h"

namespace headwater::jobs {

/// A request larger than this is refused before it is parsed: it holds a policy and ids, no
/// content.
inline constexpr size_t kMaxRequestBytes = size_t{16} << 20U;

/// What the child may use of the machine. The defaults are the service's.
struct ChildLimits {
  uint64_t memory_bytes = uint64_t{2} << 30U;  ///< Address space.
  uint64_t cpu_seconds = 120;
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
  std::chrono::sys_days as_of{};
  std::string standard;     ///< The project's own policy, over this preset; or
  std::string preset;       ///< a preset; or
  std::string policy_name;  ///< a policy's name
  std::string policy_text;  ///< and text.
  Facts facts;
  ChildLimits limits;
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

/// Reads a request strictly: unknown members, wrong types and a wrong schema are kInvalid with the
/// member's name.
Result<EvaluateRequest> ReadEvaluateRequest(std::string_view json);

/// The request as the child reads it. Bytes that are no UTF-8 stand as `\xNN`.
std::string RenderEvaluateRequest(const EvaluateRequest& request);

}  // namespace headwater::jobs
