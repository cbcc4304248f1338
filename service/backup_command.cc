// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/backup_command.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "headwater/descriptor.h"
#include "headwater/sink.h"
#include "service/store/audit_file.h"
#include "service/store/backup.h"
#include "service/store/reads_file.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;

constexpr char kStoreFile[] = "headwater.db";
constexpr char kPolicyFolder[] = "policy";
/// What a backup holds is for whom the store is.
constexpr mode_t kPrivateFolder = 0700;
constexpr mode_t kPrivateMask = 0077;

Error SystemError(const fs::path& path, const std::error_code& code) {
  return {Errc::kTransient, path.string() + ": " + code.message()};
}

Status SyncFolder(const fs::path& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open() && fsync(opened.number()) == 0) return Ok{};
  return SystemError(folder, {errno, std::generic_category()});
}

struct Saved {
  uint64_t store_bytes = 0;
  std::optional<uint64_t> reads_bytes;  ///< None: there are no records, or they were not wanted.
  AuditHead audit;
};

/// The last good policy: small files, each replaced as a whole by who writes them.
Status CopyPolicy(const fs::path& store, const fs::path& to) {
  std::error_code code;
  if (!fs::exists(store / kPolicyFolder, code)) return Ok{};
  fs::copy(store / kPolicyFolder, to / kPolicyFolder, fs::copy_options::recursive, code);
  if (code) return SystemError(store / kPolicyFolder, code);
  return Ok{};
}

Result<Saved> SaveInto(const fs::path& store, const fs::path& folder, bool with_records) {
  Saved saved;
  saved.store_bytes = TRY(store::CopyDatabase(store / kStoreFile, folder / kStoreFile));
  const fs::path records = store / store::kReadsFileName;
  std::error_code code;
  if (with_records && fs::exists(records, code)) {
    saved.reads_bytes = TRY(store::CopyDatabase(records, folder / store::kReadsFileName));
  }
  TRY(CopyPolicy(store, folder));
  const auto log = TRY(store::OpenAuditLog(folder / kStoreFile));
  const AuditCheck check = TRY(log->Verify({}));
  if (!check.faults.empty()) {
    return Error{Errc::kContent,
                 "the audit log is not as it was written: `headwater audit "
                 "verify` says where"};
  }
  saved.audit = check.head;
  TRY(SyncFolder(folder));
  return saved;
}

/// A folder that is there under its name is whole.
Result<Saved> Save(const BackupRequest& request) {
  const fs::path target = fs::path(request.to).lexically_normal();
  std::error_code code;
  if (fs::exists(target, code)) {
    return Error{Errc::kInvalid, request.to + ": is there already; name a folder that is not"};
  }
  fs::path beside = target;
  beside += ".partial";
  fs::remove_all(beside, code);
  umask(kPrivateMask);
  if (mkdir(beside.c_str(), kPrivateFolder) != 0) {
    return SystemError(beside, {errno, std::generic_category()});
  }
  Result<Saved> saved = SaveInto(request.folder, beside, request.with_records);
  if (!saved.ok()) {
    fs::remove_all(beside, code);
    return saved.error();
  }
  fs::rename(beside, target, code);
  if (code) return SystemError(target, code);
  TRY(SyncFolder(target.has_parent_path() ? target.parent_path() : fs::path(".")));
  return saved;
}

std::string Told(const BackupRequest& request, const Saved& saved) {
  Out<Sink::kTerminal> out;
  out << Untrusted(request.to) << ": store " << saved.store_bytes << " bytes, records ";
  if (saved.reads_bytes) {
    out << *saved.reads_bytes << " bytes";
  } else {
    out << "none";
  }
  out << ", audit log up to " << saved.audit.number << ":" << Untrusted(saved.audit.hash);
  return out.text() + "\n";
}

}  // namespace

CommandResult RunBackup(const BackupRequest& request) {
  const Result<Saved> saved = Save(request);
  if (saved.ok()) return {Told(request, saved.value()), "", 0};
  Out<Sink::kTerminal> line;
  line << "headwater backup: " << Untrusted(saved.error().message);
  const bool is_usage = saved.error().code == Errc::kInvalid;
  return {"", line.text() + "\n", is_usage ? kExitUsage : kExitUnknown};
}

}  // namespace headwater
