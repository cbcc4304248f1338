// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/compatibility.h"
#include "rules/license/family.h"
#include "rules/license/license_meaning.h"
#include "rules/license/licensing.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/project_statements.h"

namespace headwater::license {
namespace {

/// All added files under the same licence: one finding.
struct Part {
  SpdxExpression expression;
  Untrusted path;  ///< Of the first one.
  LineRange lines{1, 1};
  uint64_t files = 0;
};

/// Judges what the change adds against the project's licence.
class CompatibilityCheck {
 public:
  explicit CompatibilityCheck(const RuleContext& context)
      : context_(context), licensing_(context.view.Shared<Licensing>()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    for (const ChangedFile& file : context_.change.files) {
      if (IsAdded(file)) TRY(Read(file));
    }
    if (parts_.empty()) return std::move(answer_).Finish({"no-files", {}});
    TRY(FindWhole());
    if (whole_.empty()) return std::move(answer_).Finish({"no-project-license", {}});
    for (const auto& [text, part] : parts_) {
      answer_.CountJudged();
      Judge(text, part);
    }
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  /// The licence that the project had before the change, so that a change cannot choose what it is
  /// judged by; else the one it has.
  Status FindWhole() {
    GitView* before = TRY(context_.before());
    std::map<Untrusted, Unchecked> unread;
    for (GitView* view : {before, &context_.view}) {
      const ProjectStatements statements = TRY(ReadProjectStatements(*view));
      whole_ = statements.License();
      if (!whole_.empty()) break;
      for (const Unchecked& file : statements.unchecked) unread.emplace(file.path, file);
    }
    for (auto& [path, file] : unread) answer_.AddUnchecked(std::move(file));
    return Ok{};
  }

  bool IsAdded(const ChangedFile& file) const {
    const bool all = context_.change.scope == ChangeScope::kAll;
    const bool added = file.status == FileStatus::kAdded && (file.new_content || all);
    return added && IsFile(file.mode) && context_.Covers(file.path);
  }

  Status Read(const ChangedFile& file) {
    const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    const auto known = TRY(licensing_.Of(*entry));
    const FileLicensing& licensing = *known;
    if (licensing.excluded) return Ok{};
    if (licensing.unchecked) {
      answer_.AddUnchecked({.path = file.path, .why = *licensing.unchecked});
      return Ok{};
    }
    Terms terms = TermsOf(licensing.licenses);
    // Whether a statement can be read at all is another rule's question.
    if (!terms.expression) return Ok{};
    Part& part = parts_[terms.shown];
    if (part.files++ > 0) return Ok{};
    part.expression = std::move(*terms.expression);
    part.path = file.path;
    const InfoPlace& place = licensing.licenses.front().place;
    if (place.source == InfoSource::kHeader) part.lines = {place.line, place.line};
    return Ok{};
  }

  /// Over what the project's licence may mean, the best answer.
  Compatibility Ask(const SpdxExpression& part) const {
    std::optional<Compatibility> best;
    for (const SpdxExpression& reading : whole_) {
      const Compatibility answer = MayGoInto(part, reading);
      if (!best || answer.answer < best->answer) best = answer;
    }
    return *best;
  }

  void Judge(const std::string& text, const Part& part) {
    const Compatibility answer = Ask(part.expression);
    Message message{{},
                    {{"path", part.path},
                     {"count", Untrusted(std::to_string(part.files))},
                     {"part", Untrusted(answer.part)},
                     {"whole", Untrusted(answer.whole)}}};
    if (answer.answer == Compatible::kYes) return;
    if (answer.answer == Compatible::kNoData) {
      message.key = "no-data";
      answer_.AddUnchecked({.path = part.path, .why = std::move(message)});
      return;
    }
    message.args.emplace_back("source", Untrusted(NameOf(answer.source)));
    if (answer.answer == Compatible::kUnknown) {
      message.key = "source-does-not-say";
      answer_.AddUnchecked({.path = part.path, .why = std::move(message)});
      return;
    }
    Finding finding;
    finding.path = part.path;
    finding.lines = part.lines;
    finding.evidence = Untrusted(text);
    const bool keeps = KeepsToItsFile(answer.part);
    finding.advisory = keeps || answer.answer == Compatible::kDepends;
    message.key = keeps ? "keeps-its-licence" : finding.advisory ? "depends" : "incompatible";
    finding.message = std::move(message);
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  Licensing& licensing_;
  AnswerBuilder answer_;
  std::vector<SpdxExpression> whole_;  ///< All readings of the project's licence.
  std::map<std::string, Part> parts_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return CompatibilityCheck(context).Run(); }

constexpr Source kSources[] = {
    {"OSADL license compatibility matrix", "https://www.osadl.org/"},
    {"EUPL 1.2, article 5 and appendix", "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj"},
    {"European Commission, matrix of EUPL compatible open source licences",
     "https://interoperable-europe.ec.europa.eu/collection/eupl/"
     "matrix-eupl-compatible-open-source-licences"},
};

constexpr MessageText kMessages[] = {
    {"incompatible",
     {.en = "{path} (files under this licence: {count}) is under {part}, which does not permit a "
            "work under {whole} to contain it (source: {source}).",
      .de = "{path} (Dateien unter dieser Lizenz: {count}) steht unter {part}; das erlaubt nicht, "
            "sie in ein Werk unter {whole} aufzunehmen (Quelle: {source})."}},
    {"depends",
     {.en = "{path} (files under this licence: {count}) is under {part}. Whether a work under "
            "{whole} may contain it depends on the chosen version or on how both are combined "
            "(source: {source}).",
      .de = "{path} (Dateien unter dieser Lizenz: {count}) steht unter {part}. Ob ein Werk unter "
            "{whole} sie enthalten darf, hängt von der gewählten Fassung oder der Art der "
            "Verbindung ab (Quelle: {source})."}},
    {"keeps-its-licence",
     {.en = "{path} (files under this licence: {count}) stays under {part} within a work under "
            "{whole}: that is in order as long as it keeps its header (source: {source}).",
      .de =
          "{path} (Dateien unter dieser Lizenz: {count}) bleibt in einem Werk unter {whole} unter "
          "{part}: Das ist in Ordnung, solange die Angaben in der Datei erhalten bleiben "
          "(Quelle: {source})."}},
    {"no-data",
     {.en = "No source says whether {path} (files under this licence: {count}), under {part}, may "
            "be part of a work under {whole}.",
      .de = "Keine Quelle sagt, ob {path} (Dateien unter dieser Lizenz: {count}) unter {part} "
            "Teil eines Werks unter {whole} sein darf."}},
    {"source-does-not-say",
     {.en = "{source} does not say whether {path} (files under this licence: {count}), under "
            "{part}, may be part of a work under {whole}.",
      .de = "{source} sagt nicht, ob {path} (Dateien unter dieser Lizenz: {count}) unter {part} "
            "Teil eines Werks unter {whole} sein darf."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    kMetadataUnreadable,
    {"no-project-license",
     {.en = "The project's own licence is not known.",
      .de = "Die Lizenz des Projekts ist nicht bekannt."}},
    {"no-files",
     {.en = "The change adds no file that names a licence.",
      .de = "Die Änderung ergänzt keine Datei, die eine Lizenz nennt."}},
};

}  // namespace

constinit const RuleEntry kIncompatible = {
    {.id = "license/incompatible",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "A licence does not fit the project's own",
               .de = "Lizenz passt nicht zu der des Projekts"},
     .why = {.en =
                 "Only what may be combined can be passed on as a whole, and a part is easiest to "
                 "replace while it is new.",
             .de = "Nur was sich verbinden lässt, kann als Ganzes weitergegeben werden, und ein "
                   "Teil lässt sich am leichtesten ersetzen, solange er neu ist."},
     .fix = {.en = "Replace the part, ask its holders for another licence, or keep it apart as a "
                   "program of its own. The answer comes from public tables and is no legal "
                   "advice.",
             .de = "Den Teil ersetzen, bei den Rechteinhabern eine andere Lizenz erfragen oder ihn "
                   "als eigenes Programm getrennt halten. Die Auskunft stammt aus öffentlichen "
                   "Tabellen und ist keine Rechtsberatung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
