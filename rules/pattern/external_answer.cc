// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/pattern/external_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <limits>
#include <utility>

#include "headwater/data.h"
#include "headwater/external_rule.h"

namespace headwater::pattern {
namespace {

using Kind = DataNode::Kind;

constexpr DataLimits kLimits = {.bytes = kMaxExternalAnswerBytes, .depth = 6, .nodes = 5'000};

constexpr std::array<std::pair<std::string_view, Verdict>, 4> kVerdicts = {
    {{"pass", Verdict::kPass},
     {"findings", Verdict::kFail},
     {"not-applicable", Verdict::kNotApplicable},
     {"unknown", Verdict::kUnknown}}};

Error Wrong(const std::string& what) { return {Errc::kContent, what}; }

/// What it calls a key is foreign, too, and may be long.
Status CheckKeys(const DataNode& map, std::string_view where,
                 std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : map.members) {
    if (std::find(known.begin(), known.end(), key.scalar) != known.end()) continue;
    return Wrong("unknown member `" + key.scalar.substr(0, kMaxExternalText) + "` in " +
                 std::string(where));
  }
  return Ok{};
}

Result<std::string> TextOf(const DataNode& node, std::string_view name, size_t most) {
  const std::string member = "`" + std::string(name) + "` ";
  if (node.kind != Kind::kString) return Wrong(member + "is no text");
  if (node.scalar.empty()) return Wrong(member + "is empty");
  if (node.scalar.size() > most) {
    return Wrong(member + "has more than " + std::to_string(most) + " bytes");
  }
  return node.scalar;
}

/// One text, or one in each language.
Result<ExternalWords> WordsOf(const DataNode& node, std::string_view name) {
  ExternalWords words;
  if (node.kind != Kind::kMap) {
    words.en = words.de = TRY(TextOf(node, name, kMaxExternalText));
    return words;
  }
  TRY(CheckKeys(node, name, {"en", "de"}));
  const DataNode* const en = node.Find("en");
  const DataNode* const de = node.Find("de");
  if (en == nullptr || de == nullptr) {
    return Wrong("`" + std::string(name) + "` is not in both languages, en and de");
  }
  words.en = TRY(TextOf(*en, name, kMaxExternalText));
  words.de = TRY(TextOf(*de, name, kMaxExternalText));
  return words;
}

Result<uint32_t> LineOf(const DataNode& node) {
  const std::string& text = node.scalar;
  uint32_t line = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
  const bool is_line = node.kind == Kind::kInteger && error == std::errc{} &&
                       end == text.data() + text.size() && line > 0 &&
                       line < std::numeric_limits<uint32_t>::max();
  return is_line ? Result<uint32_t>(line) : Wrong("`line` is no number of a line");
}

Result<ExternalFinding> FindingOf(const DataNode& node) {
  if (node.kind != Kind::kMap) return Wrong("a finding is no object");
  TRY(CheckKeys(node, "a finding", {"path", "line", "message", "fingerprint"}));
  ExternalFinding finding;
  const DataNode* const message = node.Find("message");
  if (message == nullptr) return Wrong("a finding has no `message`");
  finding.message = TRY(WordsOf(*message, "message"));
  if (const DataNode* const path = node.Find("path")) {
    finding.path = TRY(TextOf(*path, "path", kMaxExternalPath));
  }
  if (const DataNode* const line = node.Find("line")) {
    if (finding.path.empty()) return Wrong("a finding has a `line` and no `path`");
    finding.line = TRY(LineOf(*line));
  }
  if (const DataNode* const fingerprint = node.Find("fingerprint")) {
    finding.fingerprint = TRY(TextOf(*fingerprint, "fingerprint", kMaxExternalText));
  }
  return finding;
}

Result<Verdict> VerdictOf(const DataNode& root) {
  const DataNode* const node = root.Find("verdict");
  if (node == nullptr) return Wrong("it has no `verdict`");
  for (const auto& [word, verdict] : kVerdicts) {
    if (node->kind == Kind::kString && node->scalar == word) return verdict;
  }
  return Wrong("`verdict` is none of pass, findings, not-applicable, unknown");
}

Status ReadFindings(const DataNode& root, ExternalVerdict& answer) {
  const DataNode* const node = root.Find("findings");
  if (node != nullptr && node->kind != Kind::kList) return Wrong("`findings` is no list");
  const size_t count = node == nullptr ? 0 : node->items.size();
  if (count > kMaxExternalFindings) {
    return Wrong("it has more than " + std::to_string(kMaxExternalFindings) + " findings");
  }
  if ((answer.verdict == Verdict::kFail) != (count > 0)) {
    return Wrong("its verdict and its findings do not agree");
  }
  for (size_t at = 0; at < count; ++at) {
    answer.findings.push_back(TRY(FindingOf(node->items[at])));
  }
  return Ok{};
}

Status ReadReason(const DataNode& root, ExternalVerdict& answer) {
  const DataNode* const node = root.Find("reason");
  if (node == nullptr) return Ok{};
  if (answer.verdict != Verdict::kUnknown) return Wrong("`reason` goes with `unknown` only");
  answer.reason = TRY(WordsOf(*node, "reason"));
  return Ok{};
}

}  // namespace

Result<ExternalVerdict> ReadExternalAnswer(std::string_view json) {
  const Result<DataNode> parsed = ParseJson(json, kLimits);
  if (!parsed.ok() && parsed.error().code == Errc::kContent) {
    return Wrong("it is larger or deeper than an answer may be");
  }
  if (!parsed.ok()) return Wrong("it is no JSON document");
  const DataNode& root = parsed.value();
  if (root.kind != Kind::kMap) return Wrong("it is no JSON object");
  const DataNode* const contract = root.Find("contract");
  const bool is_ours = contract != nullptr && contract->kind == Kind::kInteger &&
                       contract->scalar == std::to_string(kExternalContract);
  if (!is_ours) return Wrong("`contract` is not " + std::to_string(kExternalContract));
  TRY(CheckKeys(root, "the answer", {"contract", "verdict", "reason", "findings"}));
  ExternalVerdict answer;
  answer.verdict = TRY(VerdictOf(root));
  TRY(ReadFindings(root, answer));
  TRY(ReadReason(root, answer));
  return answer;
}

}  // namespace headwater::pattern
