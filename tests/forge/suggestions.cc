// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/suggestions.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "tests/forge/api.h"
#include "tests/forge/merge_requests.h"

// https://docs.gitlab.com/ee/api/suggestions.html

namespace headwater::forge_double {
namespace {

constexpr int64_t kMostLinesAround = 100;

/// With their ends.
std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

/// The lines from..to, counted from 1; nothing where the text has not all of them.
std::optional<std::string> Part(const std::string& text, int64_t from, int64_t to) {
  const std::vector<std::string> lines = Lines(text);
  if (from < 1 || to < from || to > static_cast<int64_t>(lines.size())) return std::nullopt;
  std::string part;
  for (int64_t line = from; line <= to; ++line) part += lines[static_cast<size_t>(line - 1)];
  return part;
}

bool IsBlank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// What the written lines become: the end of the last line stays as it was, whatever ends stand
/// among the new ones.
std::string ToContent(const std::string& written, const std::string& from) {
  if (IsBlank(written)) return "";
  const size_t end = from.find_last_not_of("\r\n");
  return written + (end == std::string::npos ? from : from.substr(end + 1));
}

size_t LeadingTicks(const std::string& line) {
  return std::min(line.find_first_not_of('`'), line.size());
}

struct Block {
  int64_t above = 0;
  int64_t below = 0;
  std::string text;
};

/// "suggestion" and "suggestion:-1+2".
std::optional<Block> Opens(const std::string& info) {
  if (info == "suggestion") return Block();
  long long above = 0;
  long long below = 0;
  if (std::sscanf(info.c_str(), "suggestion:-%lld+%lld", &above, &below) != 2) return std::nullopt;
  return Block{std::min<int64_t>(above, kMostLinesAround),
               std::min<int64_t>(below, kMostLinesAround), ""};
}

std::string WithoutEnd(std::string line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  return line;
}

std::vector<Block> BlocksIn(const std::string& body) {
  std::vector<Block> blocks;
  size_t fence = 0;  // Ticks of the open one; zero: none is open.
  std::optional<Block> open;
  for (const std::string& with_end : Lines(body)) {
    const std::string line = WithoutEnd(with_end);
    const size_t ticks = LeadingTicks(line);
    if (fence == 0 && ticks >= 3) {
      fence = ticks;
      open = Opens(line.substr(ticks));
    } else if (fence != 0 && ticks >= fence && IsBlank(line.substr(ticks))) {
      if (open && !open->text.empty()) open->text.pop_back();
      if (open) blocks.push_back(*open);
      fence = 0;
    } else if (open && fence != 0) {
      open->text += line + "\n";
    }
  }
  return blocks;
}

struct Found {
  Note note;
  Suggestion suggestion;
  MergeRequest merge_request;
};

std::optional<Found> Find(const Call& call) {
  return call.world.Read([&](const State& state) -> std::optional<Found> {
    for (const auto& [id, note] : state.notes) {
      for (const Suggestion& suggestion : note.suggestions) {
        const MergeRequest* merge_request = state.FindMergeRequest(note.project, note.iid);
        if (suggestion.id != call.PathId("suggestion_id") || merge_request == nullptr) continue;
        return Found{note, suggestion, *merge_request};
      }
    }
    return std::nullopt;
  });
}

/// The file on the source branch with the suggestion in it; nothing where its lines have changed.
std::optional<std::string> Mended(const Call& call, const Found& found) {
  const Suggestion& suggestion = found.suggestion;
  const auto text = call.world.repositories().ReadFile(
      found.merge_request.source_project, "refs/heads/" + found.merge_request.source_branch,
      Text(found.note.position, "new_path"));
  if (!text || Part(*text, suggestion.from_line, suggestion.to_line) != suggestion.from_content) {
    return std::nullopt;
  }
  const std::string before =
      suggestion.from_line == 1 ? "" : Part(*text, 1, suggestion.from_line - 1).value_or("");
  return before + suggestion.to_content +
         text->substr(before.size() + suggestion.from_content.size());
}

Response Apply(Call& call) {
  const auto found = Find(call);
  if (!found) return NotFound("Suggestion");
  const MergeRequest& merge_request = found->merge_request;
  User author;
  const bool may = call.world.Read([&](const State& state) {
    author = state.UserOf(found->note.author);
    const Project& source = state.projects.at(merge_request.source_project);
    return state.AccessLevel(source, call.actor.user) >= kDeveloper;
  });
  if (!may) return Message(403, "403 Forbidden");
  const auto mended = Mended(call, *found);
  if (found->suggestion.applied || merge_request.state != "opened" || !mended) {
    return Message(400, "Can't apply as these lines were changed in a more recent version.");
  }
  const Repositories& git = call.world.repositories();
  const std::string ref = "refs/heads/" + merge_request.source_branch;
  const std::string before = git.Resolve(merge_request.source_project, ref);
  // The commit's author is who suggested it.
  const Json commit = {{"branch", merge_request.source_branch},
                       {"commit_message", "Apply 1 suggestion(s) to 1 file(s)"},
                       {"actions", Json::array({{{"action", "update"},
                                                 {"file_path", found->note.position["new_path"]},
                                                 {"content", *mended}}})}};
  const std::string sha = git.CommitFiles(merge_request.source_project, commit, author);
  if (sha.empty()) return Message(400, "A suggestion is not applicable.");
  Suggestion applied = found->suggestion;
  applied.applied = true;
  call.world.Write([&](State& state) {
    for (Suggestion& one : state.notes.at(found->note.id).suggestions) {
      if (one.id == applied.id) one = applied;
    }
  });
  AfterPush(call.world, merge_request.source_project, call.actor.user, {{ref, before, sha}});
  return JsonResponse(200, SuggestionJson(found->note, applied));
}

}  // namespace

std::vector<Suggestion> SuggestionsIn(const World& world, const Note& note) {
  const int64_t line = note.position.is_null() ? 0 : IntegerOr(note.position, "new_line", 0);
  if (line == 0) return {};
  const auto text = world.repositories().ReadFile(note.project, Text(note.position, "head_sha"),
                                                  Text(note.position, "new_path"));
  if (!text) return {};
  std::vector<Suggestion> suggestions;
  for (const Block& block : BlocksIn(note.body)) {
    Suggestion suggestion{.from_line = line - block.above, .to_line = line + block.below};
    const auto from = Part(*text, suggestion.from_line, suggestion.to_line);
    if (!from) continue;
    suggestion.from_content = *from;
    suggestion.to_content = ToContent(block.text, *from);
    suggestions.push_back(std::move(suggestion));
  }
  return suggestions;
}

Json SuggestionJson(const Note& note, const Suggestion& suggestion) {
  return {{"id", suggestion.id},
          {"from_line", suggestion.from_line},
          {"to_line", suggestion.to_line},
          {"appliable", !suggestion.applied && !note.resolved},
          {"applied", suggestion.applied},
          {"from_content", suggestion.from_content},
          {"to_content", suggestion.to_content}};
}

std::vector<Route> SuggestionRoutes() {
  return {{"PUT", "suggestions/:suggestion_id/apply", Apply}};
}

}  // namespace headwater::forge_double
