// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect_parts.h"

#include <cstdlib>
#include <fstream>
#include <utility>

#include "headwater/clock.h"
#include "headwater/sink.h"

namespace headwater {
namespace {

constexpr size_t kMaxConfigBytes = size_t{256} << 10U;

std::string Variable(const char* upper, const char* lower) {
  for (const char* name : {upper, lower}) {
    if (const char* value = std::getenv(name)) return value;  // NOLINT(concurrency-mt-unsafe)
  }
  return "";
}

}  // namespace

config::ProxyEnvironment ProxyOfEnvironment() {
  return {Variable("HTTPS_PROXY", "https_proxy"), Variable("NO_PROXY", "no_proxy")};
}

Result<config::ServiceConfig> ReadConfigFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::kInvalid, path + ": cannot be read"};
  std::string text(kMaxConfigBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  return config::ReadServiceConfig(path, text, ProxyOfEnvironment());
}

ForgeLine::ForgeLine(HttpClient& http, const SafeUrl& forge, const std::string& status_name,
                     std::unique_ptr<SecretFile> token)
    : token_(std::move(token)),
      administration_(http, *token_, SystemClock(), forge.text()),
      client_({forge.text(), status_name}, http, *token_, SystemClock()) {}

connect::LookAtToken TokenLooker(HttpClient& http, const SafeUrl& forge) {
  return [&http, forge](const std::string& file) -> Result<ForgeToken> {
    const std::unique_ptr<SecretFile> token = OpenSecretFile(file);
    // Not to be taken for a refusal of the forge's.
    const Result<std::vector<Secret>> readable = token->Read();
    if (!readable.ok()) return readable.error();
    return forge::GitlabAdministration(http, *token, SystemClock(), forge.text()).OwnToken();
  };
}

CommandResult Failed(Literal command, const std::string& why, int exit_code) {
  Out<Sink::kTerminal> line;
  line << "headwater " << command << ": " << Untrusted(why) << "\n";
  return {"", line.text(), exit_code};
}

CommandResult Told(const connect::Table& table, const std::string& farewell) {
  const size_t missing = table.missing();
  Out<Sink::kTerminal> end;
  if (missing == 0) {
    end << "nothing is missing\n";
  } else if (missing == 1) {
    end << "one thing is missing\n";
  } else {
    end << missing << " things are missing\n";
  }
  return {table.Text() + end.text() + farewell, "", missing == 0 ? kExitThere : kExitMissing};
}

}  // namespace headwater
