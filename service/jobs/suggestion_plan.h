// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "headwater/store.h"
#include "service/report/evaluation_json.h"

namespace headwater::jobs {

/// Threads that stand open on the lines of one merge request. Each is a notification, and may hold
/// the merge: more are a wall, and the comment names all points anyway.
inline constexpr size_t kMaxOpenSuggestions = 10;

/// Which threads a judgement wants.
struct SuggestionPlan {
  std::vector<WantedSlot> slots;
  /// Fingerprints for which a thread is there or comes, sorted: Report::offered.
  std::vector<std::string> offered;
};

struct SuggestionRequest {
  bool draft = false;  ///< Then no thread is begun.
  Language language = Language::kEnglish;
  CommitId head;                       ///< That was judged.
  std::chrono::milliseconds delay{0};  ///< The quiet time that is left.
};

/// What has been wanted before keeps its place among kMaxOpenSuggestions as long as its finding
/// stands, then others follow in the order of the findings. What is mended is resolved, what could
/// not be checked again is left as it is, and so is what a person has resolved. Pure.
SuggestionPlan PlanSuggestions(const report::EvaluationAnswer& answer,
                               std::span<const KnownSuggestion> known,
                               const SuggestionRequest& request);

}  // namespace headwater::jobs
