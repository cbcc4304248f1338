// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/ca_bundle.h"

#include <fstream>
#include <iterator>
#include <string_view>

namespace headwater::http {
namespace {

/// Made by Debian's package ca-certificates (update-ca-certificates(8)).
constexpr const char* kSystemBundle = "/etc/ssl/certs/ca-certificates.crt";
constexpr size_t kMaxBytes = size_t{1} << 20U;  // Debian's bundle of about 140 has 220 kB
constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";

Result<std::string> ReadPem(const std::string& path, Errc otherwise) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{otherwise, "cannot read the certificates in " + path};
  std::string text(kMaxBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kMaxBytes || text.find(kBegin) == std::string::npos) {
    return Error{otherwise, "no certificate, or more than 1 MiB of them, in " + path};
  }
  return text;
}

}  // namespace

Result<std::string> BundleWith(const std::string& ca_file) {
  std::string own = TRY(ReadPem(ca_file, Errc::kInvalid));
  std::string all = TRY(ReadPem(kSystemBundle, Errc::kInternal));
  return std::move(all) + '\n' + own;
}

}  // namespace headwater::http
