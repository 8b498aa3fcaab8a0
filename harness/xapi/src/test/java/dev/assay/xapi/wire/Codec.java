package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.util.List;
import java.util.Optional;

/** Both codecs under one face, so that both are held to the same behaviour. */
interface Codec {

  byte[] call(String method, List<Object> parameters);

  WireCall readCall(byte[] body);

  byte[] result(String method, Object result);

  byte[] error(XapiException error);

  Object readAnswer(String method, byte[] body);

  static Codec xml(ApiTable table) {
    var xml = new XmlRpc(table);
    return new Codec() {
      @Override
      public byte[] call(String method, List<Object> parameters) {
        return xml.encodeCall(method, parameters);
      }

      @Override
      public WireCall readCall(byte[] body) {
        return xml.decodeCall(body);
      }

      @Override
      public byte[] result(String method, Object result) {
        return xml.encodeResult(method, result);
      }

      @Override
      public byte[] error(XapiException error) {
        return xml.encodeError(error);
      }

      @Override
      public Object readAnswer(String method, byte[] body) {
        return xml.decodeAnswer(method, body);
      }

      @Override
      public String toString() {
        return "XML-RPC";
      }
    };
  }

  static Codec json(ApiTable table, JsonRpc.Version version) {
    var json = new JsonRpc(table);
    var call = new JsonRpc.Call(new WireCall("", List.of()), version, Optional.of(1L));
    return new Codec() {
      @Override
      public byte[] call(String method, List<Object> parameters) {
        return json.encodeCall(method, parameters);
      }

      @Override
      public WireCall readCall(byte[] body) {
        return json.decodeCall(body).call();
      }

      @Override
      public byte[] result(String method, Object result) {
        return json.encodeResult(call, result);
      }

      @Override
      public byte[] error(XapiException error) {
        return json.encodeError(call, error);
      }

      @Override
      public Object readAnswer(String method, byte[] body) {
        return json.decodeAnswer(method, body);
      }

      @Override
      public String toString() {
        return "JSON-RPC " + version;
      }
    };
  }
}
