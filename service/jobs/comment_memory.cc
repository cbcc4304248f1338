// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/comment_memory.h"

#include <sstream>

#include "headwater/hash.h"

namespace headwater::jobs {
namespace {

constexpr size_t kHashDigits = 16;

bool WantsOpen(const SlotContent& content) { return content.state == StatusState::kFailed; }

std::string HashOf(const SlotContent& content) {
  return Sha256Hex(content.text).substr(0, kHashDigits);
}

}  // namespace

std::optional<CommentMemory> CommentMemory::Read(std::string_view text) {
  std::istringstream words{std::string(text)};
  CommentMemory memory;
  std::string state;
  if (!(words >> memory.note.value >> state >> memory.hash)) return std::nullopt;
  memory.open = state == "open";
  words >> memory.thread;
  return memory;
}

CommentMemory CommentMemory::Of(const ForgeNote& note, const SlotContent& content) {
  return {note.id, WantsOpen(content), HashOf(content), note.discussion};
}

std::string CommentMemory::Text() const {
  return std::to_string(note.value) + (open ? " open " : " done ") + hash + " " + thread;
}

bool CommentMemory::Holds(const SlotContent& content) const {
  return hash == HashOf(content) && open == WantsOpen(content);
}

}  // namespace headwater::jobs
