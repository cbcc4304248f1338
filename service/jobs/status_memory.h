// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/forge.h"
#include "headwater/store.h"

namespace headwater::jobs {

/// What we last posted for one head, pipeline by pipeline: a slot's `remembered`, one line each,
/// `71544 running 0f343b09`.
class StatusMemory {
 public:
  /// Lines that are not of this form are left out: what is forgotten is posted again.
  explicit StatusMemory(std::string_view text);

  std::string Text() const;
  void Remember(PipelineId pipeline, const SlotContent& content);
  bool Holds(PipelineId pipeline, const SlotContent& content) const;
  /// The pipeline we posted to last.
  std::optional<PipelineId> Last() const;
  /// Pipelines in which our last word was `running`.
  std::vector<PipelineId> Running() const;

 private:
  struct Posted {
    PipelineId pipeline;
    std::string state;
    std::string hash;  ///< Of text and address.
  };
  const Posted* Find(PipelineId pipeline) const;

  std::vector<Posted> posted_;
};

}  // namespace headwater::jobs
