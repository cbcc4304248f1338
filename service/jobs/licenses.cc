// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/licenses.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/licenses.h"
#include "headwater/sink.h"
#include "service/git/disk_view.h"
#include "service/git/open_commit.h"
#include "service/git/repository.h"
#include "service/jobs/check_setup.h"
#include "service/report/licenses.h"

namespace headwater::jobs {
namespace {

/// What is looked at. The view must not outlive the repository.
struct Subject {
  std::unique_ptr<GitView> view;
  report::InventoryHead head;
};

Result<Subject> Open(const LicensesRequest& request, git::Repository& repository) {
  Subject subject;
  subject.head.repository = repository.Name();
  if (request.worktree) {
    subject.view = TRY(git::OpenDisk(repository));
    return subject;
  }
  const CommitId commit = TRY(repository.Resolve(request.revision));
  subject.head.commit = commit.Hex();
  subject.view = TRY(git::OpenCommit(repository, commit, git::Depth::kAll));
  return subject;
}

/// The identifier that a licence text of the project's own is for; empty: it is none.
std::string ReferenceOf(std::string_view path) {
  constexpr std::string_view kFolder = "LICENSES/";
  constexpr std::string_view kReference = "LicenseRef-";
  if (!path.starts_with(kFolder)) return "";
  path.remove_prefix(kFolder.size());
  if (!path.starts_with(kReference) || path.find('/') != std::string_view::npos) return "";
  return std::string(path.substr(0, path.rfind('.')));
}

/// The first of two passes: what the head of an SPDX document says of all files.
Result<report::SpdxFacts> GatherSpdx(GitView& view, std::chrono::sys_days today) {
  report::SpdxFacts facts;
  facts.today = today;
  const auto add = [&view, &facts](const FileLicenseRecord& record) -> Status {
    facts.licenses.merge(report::SpdxIdsOf(record));
    if (!IsFile(record.file->mode)) return Ok{};
    BlobAnswer blob = TRY(view.Read(*record.file));
    const bool read = blob.state == BlobState::kPresent;
    facts.has_digest.push_back(read);
    if (!read) return Ok{};
    facts.digests.push_back(Sha1(blob.bytes));
    const std::string reference = ReferenceOf(record.file->path.bytes());
    if (!reference.empty()) facts.texts.emplace(reference, Untrusted(std::move(blob.bytes)));
    return Ok{};
  };
  TRY(ListLicenses(view, add));
  return facts;
}

std::unique_ptr<report::LicensesWriter> MakeWriter(LicensesFormat format,
                                                   const report::InventoryHead& head,
                                                   const report::SpdxFacts& facts,
                                                   std::ostream& out) {
  switch (format) {
    case LicensesFormat::kText:
      return report::WriteLicensesText(head, out);
    case LicensesFormat::kJson:
      return report::WriteLicensesJson(head, out);
    case LicensesFormat::kSpdx:
      return report::WriteLicensesSpdx(head, facts, out);
  }
  return nullptr;
}

/// Whether everything could be read.
Result<bool> Write(const LicensesRequest& request, std::ostream& out) {
  git::Repository repository =
      TRY(git::Repository::Open(request.repository, git::Hashes::kTrusted));
  const Subject subject = TRY(Open(request, repository));
  report::SpdxFacts facts;
  if (request.format == LicensesFormat::kSpdx) {
    facts = TRY(GatherSpdx(*subject.view, request.today));
  }
  const auto writer = MakeWriter(request.format, subject.head, facts, out);
  bool all_read = true;
  TRY(ListLicenses(*subject.view, [&](const FileLicenseRecord& record) -> Status {
    all_read = all_read && !record.unread();
    writer->Add(record);
    if (out.good()) return Ok{};
    return Error{Errc::kInternal, "the list could not be written"};
  }));
  writer->End();
  for (const bool has_digest : facts.has_digest) all_read = all_read && has_digest;
  return all_read;
}

}  // namespace

CommandResult Licenses(const LicensesRequest& request, std::ostream& out) {
  const Result<bool> all_read = Write(request, out);
  if (!all_read.ok()) return Failed(all_read.error());
  if (all_read.value()) return {};
  return {"", "headwater: something could not be read; the list says what\n", kExitUnknown};
}

}  // namespace headwater::jobs
