// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/decision_commands.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/sink.h"
#include "service/jobs/named_projects.h"
#include "service/report/csv.h"
#include "service/report/decision_json.h"
#include "service/report/text.h"

namespace headwater::jobs {
namespace {

// Of an export, at a time: a record has some 50 kB.
constexpr size_t kPage = 200;
// What a person reads in one go; --since goes on from there.
constexpr size_t kMaxListed = 10'000;

Literal NameOf(MergedHow how) {
  switch (how) {
    case MergedHow::kGreen:
      return "green";
    case MergedHow::kRed:
      return "red";
    case MergedHow::kUnchecked:
      break;
  }
  return "unchecked";
}

/// The record is ours, and its path was checked when it was written.
Untrusted PathOf(const Decision& decision) {
  Result<std::string> path = report::ReadDecidedPath(decision.record);
  return Untrusted(path.ok() ? std::move(path).value() : std::string());
}

/// What one decision says in one line, and what became of it.
struct Entry {
  const Decision& decision;
  const std::optional<MergedChange>& merge;  ///< Only where this decision stood behind it.
};

std::string TextOf(const Entry& entry) {
  const Decision& decision = entry.decision;
  Out<Sink::kTerminal> line;
  line << Untrusted(FormatTime(decision.at)) << " " << Untrusted(decision.id.hex) << " "
       << PathOf(decision) << " (project " << decision.about.project.value << ")";
  if (decision.about.iid.value != 0) line << " merge request " << decision.about.iid.value;
  line << " commit " << Untrusted(decision.head.Hex()) << ": " << report::NameOf(decision.outcome);
  if (entry.merge) {
    const MergedChange& merge = *entry.merge;
    const CommitId& made = merge.squash_commit.IsZero() ? merge.merge_commit : merge.squash_commit;
    line << ", merged " << NameOf(merge.how);
    if (!made.IsZero()) line << " as " << Untrusted(made.Hex());
  }
  return line.text() + "\n";
}

using Json = Out<Sink::kJson>;

Json MergeMember(const MergedChange& merge) {
  Json json;
  json << ",\"merged\":{\"how\":\"" << NameOf(merge.how) << "\",\"at\":\""
       << Untrusted(FormatTime(merge.at)) << "\",\"head\":\"" << Untrusted(merge.head.Hex())
       << "\"";
  if (!merge.merge_commit.IsZero()) {
    json << ",\"merge_commit\":\"" << Untrusted(merge.merge_commit.Hex()) << "\"";
  }
  if (!merge.squash_commit.IsZero()) {
    json << ",\"squash_commit\":\"" << Untrusted(merge.squash_commit.Hex()) << "\"";
  }
  return std::move(json << "}");
}

/// Without its end, for more members.
std::string JsonBegin(const Entry& entry) {
  const Decision& decision = entry.decision;
  Json json;
  json << "{\"id\":\"" << Untrusted(decision.id.hex) << "\",\"at\":\""
       << Untrusted(FormatTime(decision.at)) << "\",\"project\":" << decision.about.project.value
       << ",\"path\":\"" << PathOf(decision) << "\",\"iid\":" << decision.about.iid.value
       << ",\"head\":\"" << Untrusted(decision.head.Hex()) << "\",\"outcome\":\""
       << report::NameOf(decision.outcome) << "\"";
  if (entry.merge) json << MergeMember(*entry.merge);
  return json.text();
}

/// A JSON document has line ends only where blanks may stand.
std::string OneLine(std::string json) {
  std::ranges::replace(json, '\n', ' ');
  return json;
}

constexpr char kCsvHead[] =
    "id,at,project,path,iid,head,outcome,merged,merge_commit,squash_commit\r\n";

std::string CsvOf(const Entry& entry) {
  const Decision& decision = entry.decision;
  const MergedChange none;
  const MergedChange& merge = entry.merge ? *entry.merge : none;
  const auto hex = [](const CommitId& id) { return Untrusted(id.IsZero() ? "" : id.Hex()); };
  const Untrusted cells[] = {Untrusted(decision.id.hex),
                             Untrusted(FormatTime(decision.at)),
                             Untrusted(std::to_string(decision.about.project.value)),
                             PathOf(decision),
                             Untrusted(std::to_string(decision.about.iid.value)),
                             Untrusted(decision.head.Hex()),
                             Untrusted(std::string(report::NameOf(decision.outcome).view())),
                             Untrusted(entry.merge ? std::string(NameOf(merge.how).view()) : ""),
                             hex(merge.merge_commit),
                             hex(merge.squash_commit)};
  std::string row;
  for (const Untrusted& cell : cells) {
    if (!row.empty()) row += ',';
    row += report::CsvCell(cell);
  }
  return row + "\r\n";
}

/// The merge, where this decision stood behind it.
Result<std::optional<MergedChange>> MergeBehind(DecisionBook& book, const Decision& decision) {
  std::optional<MergedChange> merge = TRY(book.MergeOf(decision.about));
  if (merge && merge->decision != decision.id) merge.reset();
  return merge;
}

class Commands {
 public:
  Commands(const DecisionsRequest& request, DecisionBook& book,
           std::span<const RuleEntry* const> rules, std::ostream& out)
      : format_(request.format), book_(book), rules_(rules), out_(out) {}

  Status operator()(const DecisionsFindRequest& request) {
    const std::optional<CommitId> commit = CommitId::FromHex(request.commit);
    if (!commit) return Error{Errc::kInvalid, request.commit + ": no commit"};
    const std::vector<Decision> found = TRY(book_.AboutCommit(*commit));
    const std::vector<MergedChange> merges = TRY(book_.MergesOf(*commit));
    for (const Decision& decision : found) TRY(Write(decision, /*whole=*/false));
    for (const MergedChange& merge : merges) {
      if (merge.decision.hex.empty()) WriteUnjudged(merge);
    }
    if (!found.empty() || !merges.empty()) return Ok{};
    return Error{Errc::kNotFound, "no decision is about commit " + request.commit};
  }

  Status operator()(const DecisionsListRequest& request) {
    DecisionQuestion question = TRY(QuestionOf(request));
    if (format_ == RecordFormat::kCsv) out_ << kCsvHead;
    uint64_t left = request.whole ? UINT64_MAX : kMaxListed;
    while (left > 0) {
      question.limit = std::min<uint64_t>(left, kPage);
      const std::vector<NumberedDecision> page = TRY(book_.List(question));
      for (const NumberedDecision& one : page) TRY(Write(one.decision, request.whole));
      if (page.size() < question.limit) return Ok{};
      question.after = page.back().number;
      left -= page.size();
    }
    if (format_ == RecordFormat::kText) {
      out_ << "there may be more: --since goes on from a later day\n";
    }
    return Ok{};
  }

  Status operator()(const DecisionsShowRequest& request) {
    const std::optional<Decision> found = TRY(book_.Find(request.decision));
    if (!found) return Error{Errc::kNotFound, "there is no decision " + request.decision};
    if (format_ == RecordFormat::kJson) {
      out_ << found->record;
      return Ok{};
    }
    TRY(Write(*found, /*whole=*/false));
    const Report report = TRY(report::ReadDecidedReport(found->record, rules_));
    out_ << report::RenderText(report, Language::kEnglish);
    return Ok{};
  }

 private:
  Status Write(const Decision& decision, bool whole) {
    const std::optional<MergedChange> merge = TRY(MergeBehind(book_, decision));
    const Entry entry{decision, merge};
    switch (format_) {
      case RecordFormat::kText:
        out_ << TextOf(entry);
        break;
      case RecordFormat::kJson:
        out_ << JsonBegin(entry);
        if (whole) out_ << ",\"record\":" << OneLine(decision.record);
        out_ << "}\n";
        break;
      case RecordFormat::kCsv:
        out_ << CsvOf(entry);
        break;
    }
    return Ok{};
  }

  /// A merge that no decision stands behind.
  void WriteUnjudged(const MergedChange& merge) {
    if (format_ == RecordFormat::kJson) {
      Json json;
      json << "{\"project\":" << merge.about.project.value << ",\"iid\":" << merge.about.iid.value
           << MergeMember(merge) << "}\n";
      out_ << json.text();
      return;
    }
    Out<Sink::kTerminal> line;
    line << Untrusted(FormatTime(merge.at)) << " project " << merge.about.project.value
         << " merge request " << merge.about.iid.value << " commit " << Untrusted(merge.head.Hex())
         << ": merged " << NameOf(merge.how) << ", no decision";
    out_ << line.text() << "\n";
  }

  Result<DecisionQuestion> QuestionOf(const DecisionsListRequest& request) {
    DecisionQuestion question;
    if (!request.project.empty()) question.project = TRY(ProjectNamed(book_, request.project));
    if (request.iid) question.iid = MergeRequestIid{*request.iid};
    if (request.since) question.since = WallTime(*request.since);
    return question;
  }

  const RecordFormat format_;
  DecisionBook& book_;
  const std::span<const RuleEntry* const> rules_;
  std::ostream& out_;
};

}  // namespace

CommandResult RunDecisions(const DecisionsRequest& request, DecisionBook& book,
                           std::span<const RuleEntry* const> rules, std::ostream& out) {
  Commands commands(request, book, rules, out);
  const Status done = std::visit(commands, request.what);
  if (done.ok()) return {};
  const Error& error = done.error();
  const bool is_usage = error.code == Errc::kInvalid || error.code == Errc::kNotFound;
  Out<Sink::kTerminal> line;
  line << "headwater decisions: " << Untrusted(error.message);
  return {"", line.text() + "\n", is_usage ? kExitUsage : kExitUnknown};
}

}  // namespace headwater::jobs
