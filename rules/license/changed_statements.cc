// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/changed_statements.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "rules/license/dep5.h"
#include "rules/license/header_reader.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/reuse_toml.h"

namespace headwater::license {
namespace {

// RuleContext::max_findings when only "is there any" is asked.
constexpr size_t kAnyFinding = 1;

/// Adds the statements that stand in `path` itself.
void Take(const std::vector<LicenseStatement>& from, std::string_view path,
          std::vector<LicenseStatement>& to) {
  for (const LicenseStatement& statement : from) {
    if (statement.place.path == path) to.push_back(statement);
  }
}

void TakeAll(const HeaderStatements& header, std::string_view path, FileStatements& out) {
  Take(header.licenses, path, out.licenses);
  for (const Snippet& snippet : header.snippets) Take(snippet.licenses, path, out.licenses);
}

void TakeAll(const Annotations& annotations, FileStatements& out) {
  for (const Annotation& annotation : annotations.all()) {
    out.licenses.insert(out.licenses.end(), annotation.licenses.begin(), annotation.licenses.end());
  }
}

Message Unreadable(const Untrusted& path, const Error& error) {
  return {std::string(kReuseUnreadableMessage.key.view()),
          {{"path", path}, {"source", path}, {"problem", Untrusted(error.message)}}};
}

/// The file whose every line is a statement about others, if it is one.
std::optional<InfoSource> StatesOfOthers(const FileEntry& entry) {
  switch (WhyNotCovered(entry).value_or(Exclusion::kSymlink)) {
    case Exclusion::kSideCar:
      return InfoSource::kSideCar;
    case Exclusion::kReuseToml:
      return InfoSource::kReuseToml;
    case Exclusion::kReuseFolder:
      if (entry.path.bytes() == kDep5Path) return InfoSource::kDep5;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool IsIn(const std::vector<LineRange>& ranges, uint32_t line) {
  const auto range = std::lower_bound(ranges.begin(), ranges.end(), line,
                                      [](const LineRange& r, uint32_t l) { return r.last < l; });
  return range != ranges.end() && range->first <= line;
}

}  // namespace

ChangedStatements::ChangedStatements(const RuleContext& context)
    : context_(context), licensing_(context.view.Shared<Licensing>()) {}

Status ChangedStatements::ForEach(Owners owners, const AnswerBuilder& answer, const Visit& visit) {
  for (const ChangedFile& file : context_.change.files) {
    if (answer.full() && context_.max_findings == kAnyFinding) break;
    if (!IsWanted(file, owners)) continue;
    const FileStatements statements = TRY(Read(file));
    if (statements.licenses.empty() && !statements.unchecked) continue;
    TRY(visit(file, statements));
  }
  return Ok{};
}

bool ChangedStatements::IsWanted(const ChangedFile& file, Owners owners) const {
  if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) return false;
  const bool foreign = file.origin.confirmed && file.origin.origin != Origin::kOwn;
  return !(foreign && owners == Owners::kOwn) && context_.Covers(file.path);
}

Result<FileStatements> ChangedStatements::Read(const ChangedFile& file) {
  const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
  if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
  const auto source = StatesOfOthers(*entry);
  FileStatements statements = TRY(source ? ReadWhole(*entry, *source) : ReadHeaderOf(*entry));
  if (context_.change.scope != ChangeScope::kAll) TRY(KeepAdded(file, statements));
  return statements;
}

Result<FileStatements> ChangedStatements::ReadHeaderOf(const FileEntry& entry) {
  FileStatements out;
  const auto licensing = TRY(licensing_.Of(entry));
  if (licensing->excluded) return out;
  Take(licensing->licenses, entry.path.bytes(), out.licenses);
  for (const Snippet& snippet : licensing->snippets) {
    Take(snippet.licenses, entry.path.bytes(), out.licenses);
  }
  std::stable_sort(out.licenses.begin(), out.licenses.end(),
                   [](const LicenseStatement& left, const LicenseStatement& right) {
                     return left.place.line < right.place.line;
                   });
  // What only somebody else's table leaves open is nothing that stands in this file.
  if (!licensing->own_bytes) out.unchecked = licensing->unchecked;
  if (licensing->own_bytes && !out.licenses.empty()) out.text = TRY(licensing_.TextOf(entry));
  return out;
}

Result<FileStatements> ChangedStatements::ReadWhole(const FileEntry& entry, InfoSource source) {
  FileStatements out;
  BlobAnswer blob = TRY(context_.view.Read(entry));
  out.unchecked = WhyNotRead(entry, blob);
  if (out.unchecked) return out;
  out.text = DecodeSource(std::move(blob.bytes));
  const std::string& path = entry.path.bytes();
  if (source == InfoSource::kSideCar) {
    const HeaderStatements header = ReadHeader(out.text.text, nullptr, {source, path, 0});
    TakeAll(header, path, out);
  } else if (source == InfoSource::kDep5) {
    TakeAll(ParseDep5(out.text.text), out);
  } else {
    const auto parsed = ParseReuseToml(out.text.text, path);
    if (parsed.ok()) {
      TakeAll(parsed.value(), out);
    } else {
      out.unchecked = Unreadable(entry.path, parsed.error());
    }
  }
  return out;
}

Status ChangedStatements::KeepAdded(const ChangedFile& file, FileStatements& statements) {
  if (statements.licenses.empty()) return Ok{};
  const auto added = TRY(context_.lines.AddedLines(file));
  std::erase_if(statements.licenses, [&](const LicenseStatement& statement) {
    return !IsIn(added, statement.place.line);
  });
  return Ok{};
}

Result<bool> IsOnAddedLine(const RuleContext& context, const InfoPlace& place) {
  const auto& files = context.change.files;
  const auto file = std::lower_bound(
      files.begin(), files.end(), place.path,
      [](const ChangedFile& f, const std::string& path) { return f.path.bytes() < path; });
  if (file == files.end() || file->path.bytes() != place.path) return false;
  if (context.change.scope == ChangeScope::kAll) return true;
  return IsIn(TRY(context.lines.AddedLines(*file)), place.line);
}

}  // namespace headwater::license
