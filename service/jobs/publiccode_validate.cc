// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/publiccode_validate.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "headwater/data.h"
#include "headwater/publiccode_check.h"
#include "headwater/sink.h"
#include "service/engine/outcome.h"
#include "service/report/publiccode.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

/// The file's bytes; nothing when there are more than are read of YAML.
Result<std::optional<std::string>> ReadBounded(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  // Opening a folder works, reading it does not.
  std::error_code ignored;
  if (!file.is_open() || fs::is_directory(path, ignored)) {
    return Error{Errc::kInvalid, path + ": cannot be read"};
  }
  std::string bytes(kYamlLimits.bytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return Error{Errc::kInvalid, path + ": cannot be read"};
  bytes.resize(static_cast<size_t>(file.gcount()));
  if (bytes.size() > kYamlLimits.bytes) return std::optional<std::string>();
  return std::optional(std::move(bytes));
}

PubliccodeAnswer Judge(const std::string& path, const std::optional<std::string>& bytes,
                       const PubliccodeValidateRequest& request) {
  if (!bytes) return TooLargePubliccode();
  const fs::path folder = fs::path(path).parent_path();
  return JudgePubliccode(*bytes, {.profile = request.profile,
                                  .as_of = request.as_of,
                                  // As in a repository: a link is no file.
                                  .has_file = [&folder](std::string_view name) {
                                    std::error_code ignored;
                                    const auto status = fs::symlink_status(folder / name, ignored);
                                    return fs::is_regular_file(status);
                                  }});
}

Outcome OutcomeOf(const PubliccodeAnswer& answer) {
  switch (answer.state) {
    case PubliccodeAnswer::State::kValid:
      return Outcome::kPass;
    case PubliccodeAnswer::State::kInvalid:
      return Outcome::kFail;
    case PubliccodeAnswer::State::kUnchecked:
      break;
  }
  return Outcome::kUnknown;
}

std::unique_ptr<report::PubliccodeWriter> MakeWriter(const PubliccodeValidateRequest& request,
                                                     std::ostream& out) {
  if (request.format == PubliccodeFormat::kJson) {
    return report::WritePubliccodeJson(request.profile, request.language, out);
  }
  return report::WritePubliccodeText(request.language, out);
}

}  // namespace

CommandResult ValidatePubliccode(const PubliccodeValidateRequest& request, std::ostream& out) {
  CommandResult result;
  Outcome outcome = Outcome::kPass;
  bool is_wrong_use = false;
  const auto writer = MakeWriter(request, out);
  for (const std::string& path : request.files) {
    const auto bytes = ReadBounded(path);
    if (!bytes.ok()) {
      Out<Sink::kTerminal> line;
      line << "headwater: " << Untrusted(bytes.error().message);
      result.err += line.text() + "\n";
      is_wrong_use = true;
      continue;
    }
    const PubliccodeAnswer answer = Judge(path, bytes.value(), request);
    writer->Add(Untrusted(path), answer);
    outcome = engine::Worse(outcome, OutcomeOf(answer));
  }
  writer->End();
  result.exit_code = is_wrong_use ? kExitUsage : engine::ExitCode(outcome);
  return result;
}

}  // namespace headwater::jobs
