//! TLS 1.2 and 1.3, with rustls and ring.

use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};

use data_encoding::HEXUPPER;
use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair};
use ring::digest::{SHA256, digest};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, InconsistentKeys, ServerConfig,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        version::{TLS12, TLS13},
    },
    server::TlsStream,
};

use super::{Host, paced::Paced};
use crate::clock::since_epoch;

/// The first byte of a record that begins a handshake (RFC 8446, section 5.1).
const HANDSHAKE: u8 = 22;

/// How much of a plain HTTP request is read to find its `Host`, and for how
/// long.
const MAX_PLAIN_BYTES: usize = 8 * 1024;
const PLAIN_TIME: Duration = Duration::from_secs(2);

const DAY: Duration = Duration::from_hours(24);

/// A certificate and its key, ready for connections.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    fingerprint: String,
}

/// Why TLS cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate's file holds no certificate.
    #[error("no certificate in PEM form")]
    NoCertificate,
    /// The key's file holds no usable key.
    #[error("no private key in PEM form")]
    NoKey,
    /// The key belongs to another certificate.
    #[error("the key does not belong to the certificate")]
    Mismatch,
    /// The kind of key or certificate is not supported.
    #[error(transparent)]
    Unsupported(#[from] rustls::Error),
    /// A certificate could not be made for `adhoc`.
    #[error(transparent)]
    Adhoc(#[from] rcgen::Error),
}

impl Tls {
    /// Takes the certificate with its chain, and the key, as PEM.
    pub fn from_pem(certificate: &[u8], key: &[u8]) -> Result<Self, TlsError> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(certificate)
            .collect::<Result<_, _>>()
            .map_err(|_| TlsError::NoCertificate)?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| TlsError::NoKey)?;
        Self::new(chain, key)
    }

    /// Makes a self-signed certificate for these names and addresses, as
    /// Werkzeug's `adhoc` does.
    pub fn adhoc(names: Vec<String>) -> Result<Self, TlsError> {
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = DistinguishedName::new();
        let name = env!("CARGO_PKG_NAME");
        params.distinguished_name.push(DnType::CommonName, name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        // It is valid for a year, the longest that systems accept, and from
        // before now, since some clocks are slow.
        let now = rcgen::date_time_ymd(1970, 1, 1) + since_epoch();
        params.not_before = now - DAY;
        params.not_after = now + 365 * DAY;
        let signing_key = KeyPair::generate()?;
        let certificate = params.self_signed(&signing_key)?;
        let key = PrivateKeyDer::try_from(signing_key.serialize_der());
        Self::new(
            vec![certificate.der().clone()],
            key.map_err(|_| TlsError::NoKey)?,
        )
    }

    fn new(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, TlsError> {
        let first = chain.first().ok_or(TlsError::NoCertificate)?;
        let fingerprint = fingerprint(first);
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(&[&TLS13, &TLS12])?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|error| match error {
                rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                    TlsError::Mismatch
                }
                error => error.into(),
            })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            fingerprint,
        })
    }

    /// The certificate's SHA-256 as browsers show it, `AB:CD:…`.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Performs the handshake; a client that speaks plain HTTP is told so.
    pub(super) async fn accept<'a>(
        &self,
        stream: Paced<'a, TcpStream>,
    ) -> io::Result<TlsStream<Paced<'a, TcpStream>>> {
        let mut first = [0];
        if stream.get_ref().peek(&mut first).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if first == [HANDSHAKE] {
            return self.acceptor.accept(stream).await;
        }
        if first[0].is_ascii_uppercase() {
            refuse_plain(stream).await?;
        }
        Err(io::Error::other("not TLS"))
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tls({})", self.fingerprint)
    }
}

fn fingerprint(certificate: &[u8]) -> String {
    let bytes = digest(&SHA256, certificate);
    let pairs = bytes.as_ref().iter().map(|byte| HEXUPPER.encode(&[*byte]));
    pairs.collect::<Vec<_>>().join(":")
}

/// Answers a plain request with the address to use instead, and reads the rest
/// of it so that the answer arrives.
async fn refuse_plain(mut stream: Paced<'_, TcpStream>) -> io::Result<()> {
    let own = stream.get_ref().local_addr()?;
    let mut header = Vec::new();
    let mut chunk = [0; 1024];
    let read = async {
        while header.len() < MAX_PLAIN_BYTES && !header.windows(4).any(|end| end == b"\r\n\r\n") {
            match stream.read(&mut chunk).await? {
                0 => break,
                length => header.extend_from_slice(chunk.get(..length).unwrap_or_default()),
            }
        }
        io::Result::Ok(())
    };
    // Even an incomplete header gets the answer.
    drop(timeout(PLAIN_TIME, read).await);
    stream
        .write_all(plain_answer(&header, own).as_bytes())
        .await?;
    stream.shutdown().await
}

/// The page that a browser shows when someone typed `http://` instead of
/// `https://`.
fn plain_answer(header: &[u8], own: SocketAddr) -> String {
    let host = plain_host(header).unwrap_or_else(|| own.to_string());
    let body = format!(
        "Ce port parle HTTPS, et votre requête était en HTTP : ouvrez https://{host}/\n\
         This port speaks HTTPS, and your request was HTTP: open https://{host}/\n"
    );
    format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n\
         content-length: {}\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\
         content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn plain_host(header: &[u8]) -> Option<String> {
    let header = str::from_utf8(header).ok()?;
    let mut lines = header.lines().filter_map(|line| line.split_once(':'));
    let (_, host) = lines.find(|(name, _)| name.eq_ignore_ascii_case("host"))?;
    let host = host.trim();
    Host::parse(host).map(|_| host.to_owned())
}

#[cfg(test)]
mod tests {
    use rcgen::CertifiedKey;

    use super::*;

    fn pem(kind: &str, der: &[u8]) -> String {
        let base64 = data_encoding::BASE64.encode(der);
        format!("-----BEGIN {kind}-----\n{base64}\n-----END {kind}-----\n")
    }

    fn pair() -> (String, String) {
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        (
            pem("CERTIFICATE", cert.der()),
            pem("PRIVATE KEY", &signing_key.serialize_der()),
        )
    }

    #[test]
    fn a_certificate_needs_its_own_key() {
        let ((certificate, key), (_, other_key)) = (pair(), pair());
        let refusal = |certificate: &str, key: &str| {
            Tls::from_pem(certificate.as_bytes(), key.as_bytes())
                .err()
                .map(|error| error.to_string())
        };
        assert_eq!(refusal(&certificate, &key), None);
        // Some tools write both into one file.
        let both = format!("{key}{certificate}");
        assert_eq!(refusal(&both, &both), None);
        for (certificate, key, message) in [
            ("", &*key, "no certificate in PEM form"),
            (&*key, &*key, "no certificate in PEM form"),
            (&*certificate, "", "no private key in PEM form"),
            (&*certificate, &*certificate, "no private key in PEM form"),
            (
                &*certificate,
                &*other_key,
                "the key does not belong to the certificate",
            ),
        ] {
            assert_eq!(refusal(certificate, key).as_deref(), Some(message));
        }
    }

    #[test]
    fn plain_http_is_told_where_to_go() {
        let own = SocketAddr::from(([127, 0, 0, 1], 5000));
        for (header, place) in [
            (
                "GET / HTTP/1.1\r\nHost: prof.local:5000\r\n\r\n",
                "https://prof.local:5000/",
            ),
            ("GET / HTTP/1.0\r\n\r\n", "https://127.0.0.1:5000/"),
            (
                "GET / HTTP/1.1\r\nHost: a\"><b\r\n\r\n",
                "https://127.0.0.1:5000/",
            ),
        ] {
            let answer = plain_answer(header.as_bytes(), own);
            assert!(answer.contains(place), "{answer}");
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            assert!(head.contains(&format!("content-length: {}", body.len())));
        }
    }
}
