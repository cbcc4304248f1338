// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/render.h"

#include <algorithm>
#include <cstdlib>

#include "service/report/names.h"

namespace headwater::report {
namespace {

constexpr Text kNoReason = {"no reason given", "kein Grund angegeben"};

using Arguments = std::vector<std::pair<std::string, Untrusted>>;

/// Whether the template puts the argument between backticks. The encoder for Markdown brings its
/// own, and two pairs would undo each other.
template <Sink kSink>
bool QuotesArgument(std::string_view text, size_t begin, size_t open, size_t close) {
  return kSink == Sink::kMarkdown && open > begin && text[open - 1] == '`' &&
         close + 1 < text.size() && text[close + 1] == '`';
}

/// Replaces the placeholders of one template in a single pass, so that an argument which looks like
/// a placeholder is none.
template <Sink kSink>
Out<kSink> Fill(Literal text, const Arguments& arguments) {
  Out<kSink> out;
  const std::string_view view = text.view();
  size_t begin = 0;
  while (begin < view.size()) {
    const size_t open = std::min(view.find('{', begin), view.size());
    const size_t close = view.find('}', open);
    if (close == std::string_view::npos) {
      out << text.Part(begin, view.size() - begin);
      break;
    }
    const size_t quote = QuotesArgument<kSink>(view, begin, open, close) ? 1 : 0;
    out << text.Part(begin, open - quote - begin);
    const std::string_view name = view.substr(open + 1, close - open - 1);
    const auto argument = std::ranges::find(arguments, name, &Arguments::value_type::first);
    if (argument != arguments.end()) {
      out << argument->second;
    } else {
      out << text.Part(open, close - open + 1);
    }
    begin = close + 1 + quote;
  }
  return out;
}

Text NoticeText(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::kSubmodule:
      return {"another repository (submodule), not looked inside",
              "ein anderes Repository (Submodul), nicht hineingesehen"};
    case NoticeKind::kOddMode:
      return {"unusual file mode {detail}, read as an ordinary file",
              "ungewöhnlicher Dateimodus {detail}, als gewöhnliche Datei gelesen"};
    case NoticeKind::kConfusableNames:
      return {"hard to tell from {detail}: on some systems both are one file",
              "leicht zu verwechseln mit {detail}: Auf manchen Systemen sind beide eine Datei"};
    case NoticeKind::kGeneratedClaim:
      return {"calls itself generated; findings on it were left out",
              "bezeichnet sich als generiert; Befunde dazu wurden weggelassen"};
    case NoticeKind::kIgnoreBlock:
      return {
          "the change adds a block that licence checks skip: lines {detail}",
          "die Änderung ergänzt einen Block, den Lizenzprüfungen überspringen: Zeilen {detail}"};
    case NoticeKind::kWideAnnotation:
      return {"the change adds an annotation that speaks for other files: {detail}",
              "die Änderung ergänzt Angaben, die für andere Dateien gelten: {detail}"};
    case NoticeKind::kOddText:
      return {"the change makes it a text that many tools take for binary: {detail}",
              "die Änderung macht daraus einen Text, den viele Werkzeuge für binär halten: "
              "{detail}"};
    case NoticeKind::kLicenseChange:
      return {"the licence changes, and the reason is stated: {detail}",
              "die Lizenz ändert sich, und der Grund ist genannt: {detail}"};
    case NoticeKind::kUpstreamFiles:
      return {"files unchanged from the original project, left out of the check: {detail}",
              "Dateien unverändert aus dem Ursprungsprojekt, von der Prüfung ausgenommen: "
              "{detail}"};
    case NoticeKind::kUnconfirmedWaiver:
      return {"a waiver that nobody entitled has confirmed on the platform yet: {detail}",
              "eine Ausnahme, die auf der Plattform noch niemand mit dem Recht dazu bestätigt hat: "
              "{detail}"};
    case NoticeKind::kUpstreamCommits:
      return {"commits unchanged from the original project: {detail}",
              "Commits unverändert aus dem Ursprungsprojekt: {detail}"};
    case NoticeKind::kUpstreamTooNew:
      return {
          "files unchanged from the original project, checked all the same, because its copy is "
          "younger than this change: {detail}",
          "Dateien unverändert aus dem Ursprungsprojekt, trotzdem geprüft, weil dessen Kopie "
          "jünger ist als diese Änderung: {detail}"};
  }
  std::abort();
}

}  // namespace

template <Sink kSink>
Out<kSink> RenderMessage(const RuleInfo& rule, const Message& message, Language language) {
  const Literal text = FindText(rule, message.key).In(language);
  if (!text.view().empty()) return Fill<kSink>(text, message.args);
  Out<kSink> out;
  out << Untrusted(message.key);
  return out;
}

template <Sink kSink>
Out<kSink> RenderSentence(Literal text, const Message& message) {
  return Fill<kSink>(text, message.args);
}

template <Sink kSink>
Out<kSink> RenderPlace(const Untrusted& path, const LineRange& lines, Subject subject) {
  Out<kSink> out;
  if (path.empty()) return std::move(out << NameOf(subject));
  if (path.bytes().front() == ':' || path.bytes().front() == '#') out << "./";
  out << path;
  if (lines.first > 0) out << ":" << lines.first;
  return out;
}

template <Sink kSink>
Out<kSink> RenderNotice(const Notice& notice, Language language) {
  return Fill<kSink>(NoticeText(notice.kind).In(language), {{"detail", notice.detail}});
}

template <Sink kSink>
Out<kSink> RenderReason(const RuleResult& result, Language language) {
  if (result.answer.reason.has_value()) {
    return RenderMessage<kSink>(*result.info, *result.answer.reason, language);
  }
  Out<kSink> out;
  out << kNoReason.In(language);
  return out;
}

template Out<Sink::kTerminal> RenderMessage(const RuleInfo&, const Message&, Language);
template Out<Sink::kMarkdown> RenderMessage(const RuleInfo&, const Message&, Language);
template Out<Sink::kXml> RenderMessage(const RuleInfo&, const Message&, Language);
template Out<Sink::kTerminal> RenderSentence(Literal, const Message&);
template Out<Sink::kTerminal> RenderPlace(const Untrusted&, const LineRange&, Subject);
template Out<Sink::kXml> RenderPlace(const Untrusted&, const LineRange&, Subject);
template Out<Sink::kTerminal> RenderNotice(const Notice&, Language);
template Out<Sink::kXml> RenderNotice(const Notice&, Language);
template Out<Sink::kMarkdown> RenderNotice(const Notice&, Language);
template Out<Sink::kTerminal> RenderReason(const RuleResult&, Language);
template Out<Sink::kMarkdown> RenderReason(const RuleResult&, Language);
template Out<Sink::kXml> RenderReason(const RuleResult&, Language);

}  // namespace headwater::report
