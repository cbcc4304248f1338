// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/status_memory.h"

#include <algorithm>
#include <sstream>

#include "headwater/hash.h"

namespace headwater::jobs {
namespace {

constexpr size_t kHashDigits = 8;

// A head has few pipelines; beyond that the oldest are forgotten.
constexpr size_t kMaxPipelines = 20;

std::string HashOf(const SlotContent& content) {
  return Sha256Hex(content.text + "\n" + content.url).substr(0, kHashDigits);
}

}  // namespace

StatusMemory::StatusMemory(std::string_view text) {
  std::istringstream lines{std::string(text)};
  Posted posted;
  while (lines >> posted.pipeline.value >> posted.state >> posted.hash) posted_.push_back(posted);
}

std::string StatusMemory::Text() const {
  std::string text;
  for (const Posted& posted : posted_) {
    text += std::to_string(posted.pipeline.value) + " " + posted.state + " " + posted.hash + "\n";
  }
  return text;
}

const StatusMemory::Posted* StatusMemory::Find(PipelineId pipeline) const {
  const auto at = std::ranges::find(posted_, pipeline, &Posted::pipeline);
  return at == posted_.end() ? nullptr : &*at;
}

void StatusMemory::Remember(PipelineId pipeline, const SlotContent& content) {
  std::erase_if(posted_, [&](const Posted& one) { return one.pipeline == pipeline; });
  if (posted_.size() == kMaxPipelines) posted_.erase(posted_.begin());
  posted_.push_back({pipeline, std::string(NameOf(content.state).view()), HashOf(content)});
}

bool StatusMemory::Holds(PipelineId pipeline, const SlotContent& content) const {
  const Posted* posted = Find(pipeline);
  return posted != nullptr && posted->state == NameOf(content.state).view() &&
         posted->hash == HashOf(content);
}

std::optional<PipelineId> StatusMemory::Last() const {
  if (posted_.empty()) return std::nullopt;
  return posted_.back().pipeline;
}

std::vector<PipelineId> StatusMemory::Running() const {
  std::vector<PipelineId> running;
  for (const Posted& posted : posted_) {
    if (posted.state == NameOf(StatusState::kRunning).view()) running.push_back(posted.pipeline);
  }
  return running;
}

}  // namespace headwater::jobs
