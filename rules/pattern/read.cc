// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "headwater/nearest_word.h"
#include "headwater/policy_rule.h"
#include "rules/common/text.h"

namespace headwater {
namespace {

using Kind = DataNode::Kind;

constexpr std::array kKinds = {
    PatternKind::kPath,          PatternKind::kAddedLines,    PatternKind::kContent,
    PatternKind::kCommitMessage, PatternKind::kTitle,         PatternKind::kBranch,
    PatternKind::kAuthorDomain,  PatternKind::kMaxFileSize,   PatternKind::kBinary,
    PatternKind::kRequiredFiles, PatternKind::kForbiddenFiles};

constexpr std::array<std::string_view, 8> kOtherKeys = {"title", "why",      "fix",   "see",
                                                        "must",  "severity", "files", "secret"};

constexpr std::array<std::string_view, 6> kExternalKeys = {"title", "why",      "fix",
                                                           "see",   "severity", "sends"};
constexpr std::array<std::string_view, 4> kSendWords = {"paths", "added-lines", "title",
                                                        "description"};

// Far above any file that a rule could want, and far below what overflows.
constexpr uint64_t kMostMebibytes = uint64_t{1} << 20U;

Error At(const DataNode& node, std::string_view sentence) {
  return InvalidAt({node.line, node.column}, sentence);
}

Error UnknownWord(const DataNode& node, std::string_view what,
                  const std::vector<std::string_view>& known) {
  const std::string_view nearest = NearestWord(node.scalar, known);
  const std::string guess =
      nearest.empty() ? "" : " - did you mean `" + std::string(nearest) + "`?";
  return At(node, "unknown " + std::string(what) + " `" + node.scalar + "`" + guess);
}

bool HasRegex(PatternKind kind) {
  return kind != PatternKind::kMaxFileSize && kind != PatternKind::kBinary &&
         kind != PatternKind::kRequiredFiles && kind != PatternKind::kForbiddenFiles;
}

bool LooksIntoFiles(PatternKind kind) {
  return kind == PatternKind::kAddedLines || kind == PatternKind::kContent ||
         kind == PatternKind::kMaxFileSize || kind == PatternKind::kBinary;
}

bool MayBeSecret(PatternKind kind) {
  return kind == PatternKind::kAddedLines || kind == PatternKind::kContent ||
         kind == PatternKind::kCommitMessage;
}

Result<std::vector<std::string>> Globs(const DataNode& key, const DataNode& node) {
  std::vector<std::string> globs;
  if (node.kind == Kind::kString) globs.push_back(node.scalar);
  for (const DataNode& item : node.items) {
    if (item.kind != Kind::kString) return At(item, "`" + key.scalar + "`: expected globs");
    globs.push_back(item.scalar);
  }
  if (globs.empty()) return At(node, "`" + key.scalar + "`: expected a list of globs");
  const Result<GlobSet> set = GlobSet::Make(globs);
  if (!set.ok()) return At(node, "`" + key.scalar + "`: " + set.error().message);
  return globs;
}

/// "5 MiB", "200 KiB".
Result<uint64_t> Size(const DataNode& node) {
  constexpr std::pair<std::string_view, unsigned> kUnits[] = {{" KiB", 10}, {" MiB", 20}};
  for (const auto& [unit, shift] : kUnits) {
    std::string_view text = node.scalar;
    if (!text.ends_with(unit)) continue;
    text.remove_suffix(unit.size());
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number =
        !text.empty() && error == std::errc{} && end == text.data() + text.size();
    if (is_number && value > 0 && value <= kMostMebibytes) return value << shift;
  }
  return At(node, "`max-file-size`: expected a size such as `5 MiB` or `200 KiB`");
}

/// Reads the map of one pattern or one external rule, whose keys are all known.
class Reader {
 public:
  explicit Reader(const DataMember& entry) : entry_(entry) {}

  Result<PolicyRulePointer> ReadLookedAt() {
    TRY(CheckForm(kPatternFamily, "a pattern"));
    for (const auto& [key, value] : entry_.second.members) TRY(ReadKey(key, value));
    if (condition_ == nullptr) {
      return At(entry_.first, "`" + entry_.first.scalar +
                                  "` says nothing that is looked at: one of " + NamesOfKinds());
    }
    TRY(CheckTogether());
    return Make(kPatternFamily);
  }

  Result<PolicyRulePointer> ReadAsked() {
    pattern_.kind = PatternKind::kExternal;
    TRY(CheckForm(kExternalFamily, "an external rule"));
    for (const auto& [key, value] : entry_.second.members) TRY(ReadExternalKey(key, value));
    return Make(kExternalFamily);
  }

 private:
  Status CheckForm(std::string_view family, const std::string& what) const {
    if (!IsPatternId(std::string(family) + entry_.first.scalar)) {
      return At(entry_.first, what +
                                  " is named in words of lower-case letters and digits with "
                                  "`-` between them, at most 40 bytes");
    }
    if (entry_.second.kind != Kind::kMap) return At(entry_.second, what + " is a map");
    return Ok{};
  }

  Result<PolicyRulePointer> Make(std::string_view family) {
    const std::string id = std::string(family) + entry_.first.scalar;
    std::optional<CheckedText> checked = CheckedText::Of(id, kMaxTitleBytes);
    const Both title = TRY(Words("title", kMaxTitleBytes));
    const Both why = TRY(Words("why", kMaxSentenceBytes));
    const Both fix = TRY(Words("fix", kMaxSentenceBytes));
    const Subject subject =
        pattern_.kind == PatternKind::kRequiredFiles ? Subject::kProject : Subject::kChange;
    PolicyRuleWords words{std::move(*checked),
                          severity_,
                          subject,
                          title.en,
                          title.de,
                          why.en,
                          why.de,
                          fix.en,
                          fix.de,
                          see_};
    return PolicyRulePointer(std::make_shared<PolicyRule>(std::move(words), std::move(pattern_)));
  }

  struct Both {
    CheckedText en;
    CheckedText de;
  };

  static std::string NamesOfKinds() {
    std::string names;
    for (const PatternKind kind : kKinds) {
      names += (names.empty() ? "" : ", ") + std::string(NameOf(kind).view());
    }
    return names;
  }

  Status ReadKey(const DataNode& key, const DataNode& node) {
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&key](PatternKind one) {
      return NameOf(one).view() == key.scalar;
    });
    if (kind != kKinds.end()) return ReadCondition(*kind, key, node);
    if (std::find(kOtherKeys.begin(), kOtherKeys.end(), key.scalar) == kOtherKeys.end()) {
      std::vector<std::string_view> known(kOtherKeys.begin(), kOtherKeys.end());
      for (const PatternKind one : kKinds) known.push_back(NameOf(one).view());
      return UnknownWord(key, "key", known);
    }
    if (key.scalar == "see") return ReadSee(node);
    if (key.scalar == "severity") return ReadSeverity(node);
    if (key.scalar == "must") return ReadMust(key, node);
    if (key.scalar == "secret") return ReadSecret(key, node);
    if (key.scalar != "files") return Ok{};
    files_key_ = &key;
    pattern_.files = TRY(Globs(key, node));
    pattern_.files_set = TRY(GlobSet::Make(pattern_.files));
    return Ok{};
  }

  Status ReadExternalKey(const DataNode& key, const DataNode& node) {
    if (std::find(kExternalKeys.begin(), kExternalKeys.end(), key.scalar) == kExternalKeys.end()) {
      if (key.scalar == "command" || key.scalar == "url") {
        return At(key, "`" + key.scalar +
                           "`: whom an external rule asks is written in the service's own "
                           "configuration, never in a policy: move it to `external` there");
      }
      return UnknownWord(key, "key", {kExternalKeys.begin(), kExternalKeys.end()});
    }
    if (key.scalar == "see") return ReadSee(node);
    if (key.scalar == "severity") return ReadSeverity(node);
    return key.scalar == "sends" ? ReadSends(node) : Status(Ok{});
  }

  Status ReadSends(const DataNode& node) {
    if (node.kind != Kind::kList) return At(node, "`sends`: expected a list, as [paths]");
    for (const DataNode& item : node.items) {
      if (std::find(kSendWords.begin(), kSendWords.end(), item.scalar) == kSendWords.end()) {
        return UnknownWord(item, "part of `sends`", {kSendWords.begin(), kSendWords.end()});
      }
      pattern_.sends.added_lines = pattern_.sends.added_lines || item.scalar == "added-lines";
      pattern_.sends.title = pattern_.sends.title || item.scalar == "title";
      pattern_.sends.description = pattern_.sends.description || item.scalar == "description";
    }
    return Ok{};
  }

  Status ReadCondition(PatternKind kind, const DataNode& key, const DataNode& node) {
    if (condition_ != nullptr) {
      return At(key, "`" + key.scalar + "` beside `" + condition_->scalar +
                         "`: a pattern looks at one thing");
    }
    condition_ = &key;
    pattern_.kind = kind;
    if (HasRegex(kind)) return ReadRegex(key, node);
    if (kind == PatternKind::kMaxFileSize) {
      pattern_.max_bytes = TRY(Size(node));
    } else if (kind == PatternKind::kBinary) {
      if (node.scalar != "forbidden") return At(node, "`binary`: expected forbidden");
    } else {
      pattern_.globs = TRY(Globs(key, node));
    }
    return Ok{};
  }

  Status ReadRegex(const DataNode& key, const DataNode& node) {
    if (node.kind != Kind::kString) {
      return At(node, "`" + key.scalar + "`: expected a regular expression, in quotes");
    }
    Result<Regex> regex = Regex::Compile(node.scalar);
    if (!regex.ok()) return At(node, "`" + key.scalar + "`: " + regex.error().message);
    pattern_.regex = std::move(regex).value();
    pattern_.expression = node.scalar;
    return Ok{};
  }

  Status ReadSee(const DataNode& node) {
    const Result<SafeUrl> url = SafeUrl::Parse(node.scalar);
    if (!url.ok()) return At(node, "`see`: " + url.error().message);
    if (!url.value().is_https()) return At(node, "`see`: expected an https address");
    see_ = url.value();
    return Ok{};
  }

  Status ReadSeverity(const DataNode& node) {
    constexpr std::pair<std::string_view, Severity> kWords[] = {
        {"error", Severity::kError}, {"warning", Severity::kWarning}, {"info", Severity::kInfo}};
    for (const auto& [word, severity] : kWords) {
      if (node.scalar != word) continue;
      severity_ = severity;
      return Ok{};
    }
    return UnknownWord(node, "severity", {"error", "warning", "info"});
  }

  Status ReadMust(const DataNode& key, const DataNode& node) {
    if (node.scalar != "match" && node.scalar != "not-match") {
      return UnknownWord(node, "word", {"match", "not-match"});
    }
    must_key_ = &key;
    pattern_.must_match = node.scalar == "match";
    return Ok{};
  }

  Status ReadSecret(const DataNode& key, const DataNode& node) {
    if (node.kind != Kind::kBool) return At(node, "`secret`: expected true or false");
    secret_key_ = &key;
    pattern_.secret = node.scalar == "true";
    return Ok{};
  }

  Status CheckTogether() const {
    const auto misplaced = [this](const DataNode* key, bool fits) {
      return key == nullptr || fits
                 ? Status(Ok{})
                 : At(*key, "`" + key->scalar + "` does not go with `" + condition_->scalar + "`");
    };
    TRY(misplaced(must_key_, HasRegex(pattern_.kind)));
    TRY(misplaced(files_key_, LooksIntoFiles(pattern_.kind)));
    return misplaced(secret_key_, MayBeSecret(pattern_.kind));
  }

  /// `why: {en: ..., de: ...}`, or one text for both.
  Result<Both> Words(std::string_view name, size_t max_bytes) const {
    const DataNode* const node = entry_.second.Find(name);
    if (node == nullptr) {
      return At(entry_.first, "`" + entry_.first.scalar + "` has no `" + std::string(name) + "`");
    }
    if (node->kind == Kind::kString) {
      CheckedText text = TRY(TextOf(name, *node, max_bytes));
      return Both{text, text};
    }
    const DataNode* const en = node->Find("en");
    const DataNode* const de = node->Find("de");
    if (en == nullptr || de == nullptr || node->members.size() != 2) {
      return At(*node, "`" + std::string(name) + "`: expected {en: ..., de: ...}, or one text");
    }
    CheckedText english = TRY(TextOf(name, *en, max_bytes));
    CheckedText german = TRY(TextOf(name, *de, max_bytes));
    return Both{std::move(english), std::move(german)};
  }

  static Result<CheckedText> TextOf(std::string_view name, const DataNode& node, size_t max_bytes) {
    const std::string key(name);
    if (name == "title" && CountCharacters(node.scalar) > kMaxTitleCharacters) {
      return At(node, "`title`: more than " + std::to_string(kMaxTitleCharacters) + " characters");
    }
    if (node.scalar.size() > max_bytes) {
      return At(node, "`" + key + "`: more than " + std::to_string(max_bytes) + " bytes");
    }
    std::optional<CheckedText> text = CheckedText::Of(node.scalar, max_bytes);
    if (node.kind == Kind::kString && text) return std::move(*text);
    return At(node,
              "`" + key +
                  "`: expected plain words that begin with a letter: no Markdown, no address, "
                  "no sign twice, and of signs only . , ; : ( ) - + = % ? ' /");
  }

  const DataMember& entry_;
  Pattern pattern_;
  Severity severity_ = Severity::kWarning;
  std::optional<SafeUrl> see_;
  const DataNode* condition_ = nullptr;
  const DataNode* must_key_ = nullptr;
  const DataNode* files_key_ = nullptr;
  const DataNode* secret_key_ = nullptr;
};

}  // namespace

Result<PolicyRulePointer> ReadPattern(const DataMember& entry) {
  return Reader(entry).ReadLookedAt();
}

Result<PolicyRulePointer> ReadExternal(const DataMember& entry) {
  return Reader(entry).ReadAsked();
}

}  // namespace headwater
