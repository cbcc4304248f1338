// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/suggestion_slot.h"

#include <sstream>

#include "headwater/hash.h"
#include "service/jobs/state_words.h"

namespace headwater::jobs {
namespace {

constexpr size_t kHashDigits = 16;

// A person who has resolved a thread twice has said enough, and so have we.
constexpr uint32_t kMaxReopened = 1;

using State = SuggestionMemory::State;

constexpr StateWords<State, 4> kStates = {{
    {State::kOpen, "open"},
    {State::kDone, "done"},
    {State::kTheirs, "theirs"},
    {State::kUnplaced, "unplaced"},
}};

}  // namespace

std::optional<SuggestionPlace> SuggestionPlace::Read(std::string_view text) {
  std::istringstream lines{std::string(text)};
  SuggestionPlace place;
  std::string head;
  if (!(lines >> place.rule >> head >> place.line >> place.old_line)) return std::nullopt;
  const std::optional<CommitId> id = CommitId::FromHex(head);
  if (!id || lines.get() != '\n') return std::nullopt;
  place.head = *id;
  place.path = Untrusted(lines.str().substr(static_cast<size_t>(lines.tellg())));
  return place;
}

std::string SuggestionPlace::Text() const {
  return rule + '\n' + head.Hex() + '\n' + std::to_string(line) + '\n' + std::to_string(old_line) +
         '\n' + path.bytes();
}

std::optional<SuggestionMemory> SuggestionMemory::Read(std::string_view text) {
  std::istringstream words{std::string(text)};
  SuggestionMemory memory;
  std::string state;
  if (!(words >> memory.note.value >> state >> memory.hash >> memory.reopened)) return std::nullopt;
  words >> memory.thread;
  const std::optional<State> known = StateNamed(kStates, state);
  if (!known) return std::nullopt;
  memory.state = *known;
  return memory;
}

std::string SuggestionMemory::Text() const {
  return std::to_string(note.value) + ' ' + std::string(WordFor(kStates, state)) + ' ' + hash +
         ' ' + std::to_string(reopened) + ' ' + thread;
}

bool SuggestionMemory::IsFinal() const {
  return state == State::kTheirs || (state == State::kDone && reopened >= kMaxReopened);
}

std::string HashOfText(const SlotContent& content) {
  return Sha256Hex(content.text).substr(0, kHashDigits);
}

std::string HashOfPlaced(const SlotContent& content) {
  SuggestionPlace place = SuggestionPlace::Read(content.url).value_or(SuggestionPlace());
  place.head = {};
  return Sha256Hex(place.Text() + '\n' + content.text).substr(0, kHashDigits);
}

}  // namespace headwater::jobs
