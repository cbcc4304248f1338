// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/quick_actions.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/forge/markdown.h"

namespace headwater::forge_double {
namespace {

/// Those of merge requests and issues; anything else with a slash is text.
const std::set<std::string>& KnownActions() {
  static const std::set<std::string> kKnown = {"approve",
                                               "assign",
                                               "assign_reviewer",
                                               "clone",
                                               "close",
                                               "confidential",
                                               "copy_metadata",
                                               "draft",
                                               "done",
                                               "due",
                                               "duplicate",
                                               "estimate",
                                               "label",
                                               "labels",
                                               "lock",
                                               "merge",
                                               "milestone",
                                               "move",
                                               "ready",
                                               "rebase",
                                               "reassign",
                                               "relabel",
                                               "remove_milestone",
                                               "reopen",
                                               "request_review",
                                               "reviewer",
                                               "shrug",
                                               "spend",
                                               "submit_review",
                                               "subscribe",
                                               "tableflip",
                                               "target_branch",
                                               "title",
                                               "todo",
                                               "unapprove",
                                               "unassign",
                                               "unassign_reviewer",
                                               "unlabel",
                                               "unlock",
                                               "unsubscribe",
                                               "wip",
                                               "react",
                                               "award"};
  return kKnown;
}

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The action a line consists of; an empty name: none.
QuickAction ParseAction(std::string_view line) {
  if (!line.starts_with('/')) return {};
  const auto end = std::find_if_not(line.begin() + 1, line.end(), IsWord);
  std::string name(line.begin() + 1, end);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool whole = end == line.end() || *end == ' ' || *end == '\t';
  if (!whole || !KnownActions().contains(name)) return {};
  std::string arguments(end, line.end());
  arguments.erase(0, std::min(arguments.find_first_not_of(" \t"), arguments.size()));
  return {std::move(name), std::move(arguments)};
}

void Replace(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// "@user" wherever it is not part of a word, an address or escaped.
void FindMentions(std::string text, std::vector<std::string>& mentions) {
  for (const char* at_sign : {"&#64;", "&#x40;", "&commat;"}) Replace(text, at_sign, "@");
  for (size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    const bool free = at == 0 || (!IsWord(text[at - 1]) && text[at - 1] != '\\');
    size_t end = at + 1;
    while (end < text.size() &&
           (IsWord(text[end]) || text[end] == '.' || text[end] == '-' || text[end] == '/')) {
      ++end;
    }
    if (free && end > at + 1 && IsWord(text[at + 1])) mentions.push_back(text.substr(at, end - at));
  }
}

/// Consecutive lines of one kind, joined, with code spans masked; line by line again.
std::vector<std::string> MaskedLines(const std::vector<Line>& lines) {
  std::vector<std::string> masked;
  std::string block;
  bool is_code = false;
  const auto flush = [&] {
    if (block.empty()) return;
    const std::string text = is_code ? block : MaskCodeSpans(block);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = text.find('\n', begin);
      masked.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    block.clear();
  };
  for (const Line& line : lines) {
    if (line.begins_block) flush();
    is_code = line.kind == LineKind::kCode;
    block += line.text + "\n";
  }
  flush();
  return masked;
}

/// The older extractor: whatever begins a line is an action, unless in a fence, a quote between
/// ">>>" or between two tags that stand alone.
std::vector<bool> LegacyCandidates(const std::vector<Line>& lines) {
  std::vector<bool> candidates;
  std::string end;  // What ends the block we are in.
  for (const Line& line : lines) {
    const std::string& text = line.text;
    candidates.push_back(end.empty());
    if (!end.empty()) {
      if (text.starts_with(end)) end.clear();
      continue;
    }
    if (text.starts_with("```")) end = "```";
    if (text == ">>>") end = ">>>";
    if (text.size() > 2 && text.starts_with('<') && text.ends_with('>') && text[1] != '/') {
      end = "</";
    }
  }
  return candidates;
}

std::vector<bool> Candidates(const std::vector<Line>& lines) {
  std::vector<bool> candidates;
  for (const Line& line : lines) candidates.push_back(line.kind == LineKind::kParagraph);
  return candidates;
}

}  // namespace

CommentText ReadComment(std::string_view text, bool legacy) {
  const std::vector<Line> lines = ReadMarkdown(text);
  const std::vector<std::string> masked = MaskedLines(lines);
  const std::vector<bool> candidates = legacy ? LegacyCandidates(lines) : Candidates(lines);
  CommentText comment;
  for (size_t i = 0; i < lines.size(); ++i) {
    // The structural reader knows no indentation before text; the older one did.
    std::string_view line = masked[i];
    if (!legacy) line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const bool starts = line.starts_with('/') && lines[i].text.find('/') != std::string::npos;
    QuickAction action = candidates[i] && starts ? ParseAction(line) : QuickAction{};
    if (!action.name.empty()) {
      comment.actions.push_back(std::move(action));
      continue;
    }
    comment.rest += lines[i].text + "\n";
    if (lines[i].kind != LineKind::kCode) FindMentions(masked[i], comment.mentions);
  }
  comment.rest.erase(comment.rest.find_last_not_of("\n \t") + 1);
  return comment;
}

}  // namespace headwater::forge_double
