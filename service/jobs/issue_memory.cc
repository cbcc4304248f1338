// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/issue_memory.h"

#include <sstream>

#include "headwater/hash.h"
#include "service/jobs/state_words.h"

namespace headwater::jobs {
namespace {

constexpr size_t kHashDigits = 16;

// What stands where there is no hash.
constexpr std::string_view kNoHash = "-";

using State = IssueMemory::State;

constexpr StateWords<State, 5> kStates = {{
    {State::kOpen, "open"},
    {State::kDone, "done"},
    {State::kTheirs, "theirs"},
    {State::kMoved, "moved"},
    {State::kGone, "gone"},
}};

std::string OrNone(const std::string& hash) { return hash.empty() ? std::string(kNoHash) : hash; }

}  // namespace

std::optional<IssueMemory> IssueMemory::Read(std::string_view text) {
  std::istringstream words{std::string(text)};
  IssueMemory memory;
  std::string state;
  if (!(words >> memory.iid.value >> state >> memory.wanted >> memory.stored)) return std::nullopt;
  const std::optional<State> known = StateNamed(kStates, state);
  if (!known) return std::nullopt;
  memory.state = *known;
  if (memory.stored == kNoHash) memory.stored.clear();
  return memory;
}

std::string IssueMemory::Text() const {
  return std::to_string(iid.value) + ' ' + std::string(WordFor(kStates, state)) + ' ' +
         OrNone(wanted) + ' ' + OrNone(stored);
}

std::string HashOfIssue(const SlotContent& content) {
  return Sha256Hex(std::string(NameOf(content.state).view()) + '\n' + content.text)
      .substr(0, kHashDigits);
}

std::string HashOfDescription(std::string_view description) {
  return Sha256Hex(description).substr(0, kHashDigits);
}

}  // namespace headwater::jobs
