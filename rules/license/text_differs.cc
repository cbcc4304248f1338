// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/source_text.h"
#include "rules/license/covered.h"
#include "rules/license/family.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

constexpr std::string_view kLicensesFolder = "LICENSES/";
// Ranges of lines that a message names; more would hide the sentence.
constexpr size_t kMaxRanges = 5;

using Match = RecognisedText::Match;

/// What a licence file should hold.
struct Expected {
  std::string id;                ///< As the file's name says; empty: any licence.
  std::vector<std::string> ids;  ///< Identifiers with which the text is right.
};

// The identifier that a file of LICENSES/ has as its name: `MIT.txt`, `GPL-2.0-only`.
std::string_view IdOf(std::string_view name) {
  const auto known = [](std::string_view id) {
    return FindSpdxLicense(id) != nullptr || FindSpdxException(id) != nullptr;
  };
  if (known(name)) return name;
  name = name.substr(0, name.rfind('.'));
  return known(name) ? name : std::string_view();
}

// Nothing when the file is none whose text is known.
std::optional<Expected> ExpectedOf(const FileEntry& file) {
  const auto exclusion = WhyNotCovered(file);
  if (exclusion == Exclusion::kLicenseFile) return Expected{};
  if (exclusion != Exclusion::kLicensesFolder) return std::nullopt;
  const std::string_view id =
      IdOf(std::string_view(file.path.bytes()).substr(kLicensesFolder.size()));
  if (id.empty()) return std::nullopt;
  const SpdxLicense* license = FindSpdxLicense(id);
  if (license == nullptr) license = FindSpdxException(id);
  Expected expected{std::string(license->id), {std::string(license->id)}};
  const auto better = ParseSpdxExpression(license->replaced_by);
  if (const auto* expression = std::get_if<SpdxExpression>(&better)) {
    for (std::string& one : NamedLicenses(*expression)) expected.ids.push_back(std::move(one));
  }
  return expected;
}

bool Shares(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::find_first_of(one.begin(), one.end(), other.begin(), other.end()) != one.end();
}

std::string Join(const std::vector<LineRange>& ranges) {
  std::string text;
  for (size_t i = 0; i < ranges.size() && i < kMaxRanges; ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(ranges[i].first);
    if (ranges[i].last != ranges[i].first) text += "-" + std::to_string(ranges[i].last);
  }
  return text + (ranges.size() > kMaxRanges ? ", ..." : "");
}

/// How a file's text differs from what it should be.
struct Difference {
  Message message;
  LineRange lines{1, 1};
};

Untrusted Number(uint32_t number) { return Untrusted(std::to_string(number)); }

class Judge {
 public:
  Judge(const Untrusted& path, const Expected& expected, uint32_t tolerated)
      : path_(path), expected_(expected), tolerated_(tolerated) {}

  std::optional<Difference> operator()(const std::string& text) const {
    const std::vector<RecognisedText> parts = RecogniseLicenseTexts(text);
    for (const RecognisedText& part : parts) {
      if (IsExpected(part) && Matters(part)) return Changed(part);
    }
    const RecognisedText whole = RecogniseLicenseText(text);
    const bool is_there = std::any_of(parts.begin(), parts.end(),
                                      [this](const auto& part) { return IsExpected(part); });
    if (!is_there && !expected_.id.empty()) return Other(whole);
    // Of a restricted licence the text itself is one; what was added is another matter.
    const bool by_itself = std::any_of(parts.begin(), parts.end(), [](const auto& part) {
      return part.restriction != Restriction::kNone;
    });
    if (whole.match == Match::kModified && whole.restriction != Restriction::kNone && !by_itself) {
      return Restricted(whole);
    }
    return std::nullopt;
  }

 private:
  bool IsExpected(const RecognisedText& part) const {
    return expected_.id.empty() || Shares(part.ids, expected_.ids);
  }

  // A few words say something else in most published copies: an address, a typing error.
  bool Matters(const RecognisedText& part) const {
    if (part.match != Match::kModified) return false;
    return part.conditions_changed || part.words_added + part.words_left_out > tolerated_;
  }

  std::string Name(const RecognisedText& text) const {
    const bool named = std::find(text.ids.begin(), text.ids.end(), expected_.id) != text.ids.end();
    return named ? expected_.id : text.ids.front();
  }

  Difference Make(const char* key, const std::string& id) const {
    return {{key, {{"path", path_}, {"id", Untrusted(id)}}}};
  }

  Difference Changed(const RecognisedText& part) const {
    if (part.restriction != Restriction::kNone && part.restricted_at != part.lines) {
      return Restricted(part);
    }
    Difference found = Make(part.added.empty() ? "shortened" : "changed", Name(part));
    found.message.args.emplace_back("left_out", Number(part.words_left_out));
    if (part.added.empty()) return found;
    found.message.args.emplace_back("added", Number(part.words_added));
    found.message.args.emplace_back("lines", Untrusted(Join(part.added)));
    found.lines = part.added.front();
    return found;
  }

  Difference Restricted(const RecognisedText& text) const {
    Difference found = Make("restricted", Name(text));
    found.message.args.emplace_back("lines", Untrusted(Join({text.restricted_at})));
    found.lines = text.restricted_at;
    return found;
  }

  Difference Other(const RecognisedText& whole) const {
    if (whole.match == Match::kNone) return Make("no-text", expected_.id);
    Difference found = Make("other-text", expected_.id);
    found.message.args.emplace_back("found", Untrusted(whole.ids.front()));
    return found;
  }

  const Untrusted& path_;
  const Expected& expected_;
  uint32_t tolerated_;
};

class TextCheck {
 public:
  explicit TextCheck(const RuleContext& context)
      : context_(context),
        tolerated_(static_cast<uint32_t>(context.options.Integer("tolerated_words"))),
        answer_(context) {}

  Result<RuleAnswer> Run() && {
    for (const ChangedFile& file : context_.change.files) {
      if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) continue;
      if (file.origin.confirmed && file.origin.origin != Origin::kOwn) continue;
      if (context_.Covers(file.path)) TRY(JudgeFile(file));
    }
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  Status JudgeFile(const ChangedFile& file) {
    const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    const auto expected = ExpectedOf(*entry);
    if (!expected) return Ok{};
    BlobAnswer blob = TRY(context_.view.Read(*entry));
    auto unread = WhyNotRead(*entry, blob);
    if (!unread && IsLfsPointer(blob.bytes)) unread = Message{"lfs", {{"path", file.path}}};
    if (unread) {
      answer_.AddUnchecked({.path = file.path, .why = *unread});
      return Ok{};
    }
    answer_.CountJudged();
    const Judge judge(file.path, *expected, tolerated_);
    const auto found = judge(DecodeSource(std::move(blob.bytes)).text);
    if (!found) return Ok{};
    Finding finding;
    finding.message = found->message;
    finding.path = file.path;
    finding.lines = found->lines;
    finding.advisory = TRY(DifferedBefore(file, judge, *found));
    answer_.Add(std::move(finding));
    return Ok{};
  }

  // Whether the file differed in the same way before this change.
  Result<bool> DifferedBefore(const ChangedFile& file, const Judge& judge, const Difference& now) {
    if (file.status != FileStatus::kModified) return false;
    GitView* before = TRY(context_.before());
    const FileEntry* old = FindFile(before->Files(), file.path.bytes());
    if (old == nullptr || !IsFile(old->mode)) return false;
    BlobAnswer blob = TRY(before->Read(*old));
    if (blob.state != BlobState::kPresent) return false;
    const auto then = judge(DecodeSource(std::move(blob.bytes)).text);
    return then && IsSame(then->message, now.message);
  }

  // Lines may have moved.
  static bool IsSame(const Message& one, const Message& other) {
    return one.key == other.key && std::equal(one.args.begin(), one.args.end(), other.args.begin(),
                                              other.args.end(), [](const auto& a, const auto& b) {
                                                return a.first == b.first &&
                                                       (a.first == "lines" || a.second == b.second);
                                              });
  }

  const RuleContext& context_;
  uint32_t tolerated_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return TextCheck(context).Run(); }

constexpr OptionInfo kOptions[] = {
    {.name = "tolerated_words",
     .type = OptionType::kInteger,
     .stricter = Stricter::kLower,
     .doc = "A text may differ in this many words, as long as none of them makes or unmakes a "
            "condition: published copies differ in addresses and typing errors.",
     .default_value = "5",
     .minimum = 0,
     .maximum = 100},
};

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
    {"SPDX License List matching guidelines",
     "https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/"},
    {"The Open Source Definition, 5 and 6: no discrimination", "https://opensource.org/osd"},
};

constexpr MessageText kMessages[] = {
    {"other-text",
     {.en = "{path} does not hold the text of `{id}` but that of `{found}`.",
      .de = "{path} enthält nicht den Text von `{id}`, sondern den von `{found}`."}},
    {"no-text",
     {.en = "{path} does not hold the text of `{id}`, nor that of another known licence.",
      .de = "{path} enthält weder den Text von `{id}` noch den einer anderen bekannten Lizenz."}},
    {"changed",
     {.en = "{path} differs from the text of `{id}`. Words added: {added} (lines {lines}), left "
            "out: {left_out}.",
      .de = "{path} weicht vom Text von `{id}` ab. Hinzugefügte Wörter: {added} (Zeilen {lines}), "
            "fehlende: {left_out}."}},
    {"shortened",
     {.en = "{path} differs from the text of `{id}`. Words left out: {left_out}.",
      .de = "{path} weicht vom Text von `{id}` ab. Fehlende Wörter: {left_out}."}},
    {"restricted",
     {.en = "{path} holds the text of `{id}` and an addition that takes a freedom back (lines "
            "{lines}). Together they are no longer that licence.",
      .de = "{path} enthält den Text von `{id}` und einen Zusatz, der eine Freiheit zurücknimmt "
            "(Zeilen {lines}). Zusammen ist das nicht mehr diese Lizenz."}},
    kLfsMessage,
    {"no-files",
     {.en = "The change touches no licence text.",
      .de = "Die Änderung betrifft keinen Lizenztext."}},
};

}  // namespace

constinit const RuleEntry kTextDiffers = {
    {.id = "license/text-differs",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Licence text differs from the original",
               .de = "Lizenztext weicht vom Original ab"},
     .why = {.en = "Whoever sees a known name relies on the known text and need not have it "
                   "reviewed again.",
             .de = "Wer einen bekannten Namen sieht, verlässt sich auf den bekannten Text und muss "
                   "ihn nicht neu prüfen lassen."},
     .fix = {.en = "Restore the original text, for example with `reuse download`, or give the file "
                   "the name of the licence that it holds. Conditions of one's own make a licence "
                   "of its own: then `LicenseRef-` and a name.",
             .de = "Den Originaltext wiederherstellen, zum Beispiel mit `reuse download`, oder die "
                   "Datei nach der Lizenz benennen, die sie enthält. Eigene Bedingungen ergeben "
                   "eine eigene Lizenz: dann `LicenseRef-` und ein Name."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
